package io.omnichannel.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class CountedBodyTest {

    @Test
    void letsABodyOfTheLimitPass() throws IOException {
        MockHttpServletRequest request = bytes(100);

        assertThat(CountedBody.of(request, 100).getInputStream().readAllBytes()).hasSize(100);
        assertThat(request.getAttribute(CountedBody.TOO_LARGE)).isNull();
    }

    @Test
    void stopsOneThatGoesOnAndTellsTheErrorPage() throws IOException {
        MockHttpServletRequest request = bytes(101);
        var body = CountedBody.of(request, 100).getInputStream();

        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        assertThat(request.getAttribute(CountedBody.TOO_LARGE)).isEqualTo(true);
    }

    private static MockHttpServletRequest bytes(int count) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(new byte[count]);
        return request;
    }
}
