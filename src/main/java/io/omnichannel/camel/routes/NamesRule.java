package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beans and settings that a route names are there. */
final class NamesRule implements RouteRule {

    // {{name}} only: a default, an optional one and those of other sources may be missing.
    private static final Pattern SETTING = Pattern.compile("\\{\\{([^{}:?!]+)}}");

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        for (Field field : file.fields()) {
            if (field.value().isText()) {
                bean(field).ifPresent(bean -> checkBean(bean, field, file, names.beans(), found));
                checkSettings(field, file, names, found);
            }
        }
    }

    private static Optional<String> bean(Field field) {
        String text = field.value().text();
        boolean reference = field.name().equals("ref") || field.name().endsWith("Ref");
        if (text.contains("{{") || text.startsWith("#class:") || text.startsWith("#type:")) {
            return Optional.empty();
        }
        if (text.startsWith("#bean:")) {
            return Optional.of(text.substring("#bean:".length()));
        }
        if (text.startsWith("#") && text.length() > 1) {
            return Optional.of(text.substring(1));
        }
        if (field.name().equals("uri") && (text.startsWith("bean:") || text.startsWith("jdbc:"))) {
            return Optional.of(text.substring("bean:".length()).split("\\?", 2)[0]);
        }
        return reference && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private static void checkBean(
            String bean, Field field, RouteFile file, Set<String> beans, Consumer<Finding> found) {
        if (!beans.contains(bean)) {
            found.accept(file.finding(
                    field.line(),
                    "There is no bean \"" + bean + "\"",
                    Finding.cure(
                            bean,
                            beans,
                            "A bean is a class with @Component(\"" + bean + "\"), or a method with @Bean")));
        }
    }

    private static void checkSettings(Field field, RouteFile file, KnownNames names, Consumer<Finding> found) {
        Matcher setting = SETTING.matcher(field.value().text());
        while (setting.find()) {
            String name = setting.group(1);
            if (!names.settings().test(name)) {
                found.accept(file.finding(
                        field.line(),
                        "There is no setting \"" + name + "\"",
                        "Add " + name + "= to application.properties, or a default here: {{" + name + ":…}}"));
            }
        }
    }
}
