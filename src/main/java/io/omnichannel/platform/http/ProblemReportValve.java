package io.omnichannel.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.platform.ModulePaths;
import io.omnichannel.platform.Problem;
import io.omnichannel.platform.TraceId;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Answers what Tomcat refuses before any filter or servlet sees it, {@code %2F} in a path for one: without HTML, version
 * or trace. Made by Tomcat, therefore without constructor arguments.
 */
public class ProblemReportValve extends ErrorReportValve {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        String path = request.getRequestURI();
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()
                || path == null
                || !ModulePaths.isOurs(path)) {
            return;
        }
        Problem problem =
                StatusProblem.of(response.getStatus()).withTraceId(TraceId.of(request.getHeader("traceparent")));
        try {
            byte[] body = JSON.writeValueAsBytes(problem);
            response.setContentType(Problem.MEDIA_TYPE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("No answer could be written", gone);
        }
    }
}
