package io.omnichannel.camel.routes;

import io.omnichannel.platform.RouteFiles;
import java.util.List;

/** What {@code routes/} holds. */
final class RouteTable {

    private RouteTable() {}

    static List<RouteFile> files() {
        return RouteTexts.read(RouteFiles.locate("routes")).entrySet().stream()
                .flatMap(text -> RouteYaml.read(text.getKey(), text.getValue()).file().stream())
                .toList();
    }

    /** @param kind route, routeConfiguration or rest */
    static List<String> ids(String kind) {
        return files().stream().filter(file -> file.is(kind)).map(RouteFile::id).toList();
    }
}
