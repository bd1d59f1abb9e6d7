package io.omnichannel.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.platform.ModulePaths;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What is answered when no route did: a problem under our prefixes, a bare status everywhere else. Asked for by its own
 * address there is nothing.
 */
@Controller
public class ErrorPages implements ErrorController {

    private final ObjectMapper json;

    ErrorPages(ObjectMapper json) {
        this.json = json;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (status == null || path == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        int code = (Integer) status;
        if (ModulePaths.isOurs(path.toString())) {
            StatusProblem.of(code).write(request, response, json);
        } else {
            response.setStatus(code);
        }
    }
}
