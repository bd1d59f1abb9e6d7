package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class DevelopmentModeTest {

    private final DevelopmentMode mode = new DevelopmentMode("", "");

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8787",
        "127.0.0.1, LOCALHOST",
        "127.0.0.5, 127.0.0.1",
        "::1, [::1]:8787",
        "0:0:0:0:0:0:0:1, [::1]",
    })
    void admitsThisMachine(String address, String host) {
        assertThat(mode.admits(request(address, host))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.7, localhost",
        "127.0.0.1, evil.example",
        "127.0.0.1, localhost.evil.example",
        "127.0.0.1, localhost:",
        "127.0.0.1, 127.0.0.2",
        "127.0.0.1, ''"
    })
    void keepsOthersOut(String address, String host) {
        assertThat(mode.admits(request(address, host))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin", "Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-Forwarded-Anything"})
    void keepsOutWhatCameThroughABrowserOrAProxy(String header) {
        MockHttpServletRequest request = request("127.0.0.1", "localhost");
        request.addHeader(header, "x");

        assertThat(mode.admits(request)).isFalse();
    }

    @Test
    void looksBehindAFilterThatHidesTheProxy() {
        MockHttpServletRequest sent = request("10.0.0.1", "localhost");
        HttpServletRequest hidden = new HttpServletRequestWrapper(sent) {
            @Override
            public String getRemoteAddr() {
                return "127.0.0.1";
            }
        };

        assertThat(mode.admits(hidden)).isFalse();
    }

    @Test
    void endsWithAKeyOrAnAccount() {
        MockHttpServletRequest request = request("127.0.0.1", "localhost");

        assertThat(new DevelopmentMode("token", "").admits(request)).isFalse();
        assertThat(new DevelopmentMode("", "key").admits(request)).isFalse();
    }

    private static MockHttpServletRequest request(String address, String host) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        if (!host.isEmpty()) {
            request.addHeader("Host", host);
        }
        return request;
    }
}
