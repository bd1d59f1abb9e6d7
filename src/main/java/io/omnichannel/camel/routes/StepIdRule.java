package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.RouteFile.Step;
import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.function.Consumer;

/** Every step and every exception clause has a name that no other of any file has: metrics, tests and error messages go by it. */
final class StepIdRule implements RouteRule {

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        for (Step step : KnownNames.named(file)) {
            if (step.id().isEmpty()) {
                found.accept(file.finding(
                        step.line(),
                        "The step \"" + step.name() + "\" has no id",
                        "Name what it does: id: verify-call"));
                continue;
            }
            String first = names.ids().get(step.id());
            if (!first.equals(file.finding(step.line(), "", "").place())) {
                found.accept(file.finding(
                        step.body().field("id").map(Field::line).orElse(step.line()),
                        "The id \"" + step.id() + "\" is taken by " + first,
                        "Give one of the two steps another id"));
            }
        }
    }
}
