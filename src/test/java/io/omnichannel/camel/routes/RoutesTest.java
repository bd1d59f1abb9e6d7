package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.platform.RouteFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("routes")
class RoutesTest {

    @Test
    void findsNoMistake() {
        long t = System.nanoTime();
        RouteCheck check = new RouteCheck(ModuleBeans.names(), n -> false);
        long t2 = System.nanoTime();
        var found = check.check(RouteTexts.read(RouteFiles.locate("")));
        System.out.println((t2 - t) / 1e6 + " " + (System.nanoTime() - t2) / 1e6);
        assertThat(found).isEmpty();
    }
}
