package io.omnichannel.simulator.rest;

import java.util.List;

/** Which resource of the Conversations API a path names; {@code /v1/Services/IS…/Conversations} and below. */
record ConversationPaths(RestConversations conversations, ConversationJson json) {

    private static final RestRefusal NOT_FOUND = new RestRefusal(404, 20404, "The requested resource was not found");
    private static final RestRefusal WRONG_METHOD = new RestRefusal(405, 20004, "Method not allowed");

    static boolean isOne(List<String> steps) {
        return steps.getFirst().equals("v1");
    }

    RestAnswer answer(RestRequest request) {
        List<String> steps = request.steps();
        boolean ours = steps.size() >= 4
                && steps.size() <= 6
                && steps.get(1).equals("Services")
                && steps.get(2).matches("IS[0-9a-f]{32}")
                && steps.get(3).equals("Conversations");
        if (!ours) {
            throw NOT_FOUND;
        }
        if (request.isPost() && !request.isForm()) {
            throw RestRefusal.badRequest(20001, "Parameters come as application/x-www-form-urlencoded");
        }
        String service = steps.get(2);
        ConversationForm form = new ConversationForm(request.form());
        return switch (steps.size()) {
            case 4 -> {
                require(request.isPost());
                yield conversations.create(service, form, json);
            }
            case 5 ->
                request.isPost()
                        ? conversations.update(service, steps.get(4), form, json)
                        : conversations.fetch(service, steps.get(4), json);
            default -> below(request, service, form);
        };
    }

    private RestAnswer below(RestRequest request, String service, ConversationForm form) {
        String name = request.steps().get(4);
        return switch (request.steps().get(5)) {
            case "Participants" -> {
                require(request.isPost());
                yield conversations.join(service, name, form, json);
            }
            case "Messages" ->
                request.isPost()
                        ? conversations.add(service, name, form, request.wantsWebhooks(), json)
                        : conversations.list(service, name, request, json);
            default -> throw NOT_FOUND;
        };
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw WRONG_METHOD;
        }
    }
}
