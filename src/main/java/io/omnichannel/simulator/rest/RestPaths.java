package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.Webhooks;
import java.util.List;

/** Which resource a path names. */
record RestPaths(
        TwilioAccount account,
        Webhooks webhooks,
        RestMessages messages,
        RestCalls calls,
        RestConversations conversations,
        SimulatorResource simulator) {

    private static final RestRefusal NOT_FOUND = new RestRefusal(404, 20404, "The requested resource was not found");
    private static final RestRefusal WRONG_METHOD = new RestRefusal(405, 20004, "Method not allowed");

    RestAnswer answer(RestRequest request) {
        List<String> steps = request.steps();
        if (steps.equals(List.of("simulator", "messages"))) {
            return request.isPost() ? simulator.write(request) : simulator.read(request);
        }
        if (steps.equals(List.of("simulator", "calls"))) {
            require(request.isGet());
            return simulator.readCalls(request);
        }
        if (steps.equals(List.of("simulator", "mails"))) {
            return request.isPost() ? simulator.writeMail(request) : simulator.readMails(request);
        }
        if (ConversationPaths.isOne(steps)) {
            return new ConversationPaths(conversations, new ConversationJson(account.sid())).answer(request);
        }
        boolean ours = steps.size() >= 4
                && steps.get(0).equals("2010-04-01")
                && steps.get(1).equals("Accounts")
                && steps.get(2).equals(account.sid())
                && steps.getLast().endsWith(".json");
        if (!ours || steps.size() > 5) {
            throw NOT_FOUND;
        }
        String sid = steps.size() == 5 ? withoutSuffix(steps.get(4)) : "";
        return switch (sid.isEmpty() ? withoutSuffix(steps.get(3)) : steps.get(3)) {
            case "Messages" -> message(request, sid);
            case "Calls" -> call(request, sid);
            default -> throw NOT_FOUND;
        };
    }

    private RestAnswer message(RestRequest request, String sid) {
        if (sid.isEmpty() && request.isPost()) {
            return messages.create(request, account, webhooks);
        }
        require(request.isGet());
        return sid.isEmpty() ? messages.list(request, account) : messages.fetch(sid, account);
    }

    private RestAnswer call(RestRequest request, String sid) {
        if (request.isPost()) {
            return sid.isEmpty() ? calls.create(request, account, webhooks) : calls.update(sid, request, account);
        }
        require(request.isGet());
        return sid.isEmpty() ? calls.list(request, account) : calls.fetch(sid, account);
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw WRONG_METHOD;
        }
    }

    private static String withoutSuffix(String step) {
        return step.replaceFirst("\\.json$", "");
    }
}
