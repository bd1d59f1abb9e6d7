package io.omnichannel.agent.tools;

import io.omnichannel.conversation.Uuid7;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A tool's arguments in the form that a component of Camel takes: values only, never a header's name or an address. For routes of
 * whoever adds a tool.
 */
@Configuration(proxyBeanMethods = false)
class ToolRequestProcessors {

    /** For {@code jdbc:}: {@code :?name} is an argument, or one of {@link ToolVariables}; {@code :?id} is a new identifier. */
    @Bean
    Processor toolSqlParameters() {
        return exchange -> {
            ToolCall call = ToolProcessors.call(exchange);
            Map<String, Object> parameters = new HashMap<>();
            // What was not given is null to the statement that names it.
            call.tool().parameters().forEach(parameter -> parameters.put(parameter.name(), null));
            parameters.putAll(call.arguments());
            parameters.putAll(ToolVariables.of(call.turn()));
            parameters.put("id", Uuid7.next());
            exchange.getMessage().setHeader("CamelJdbcParameters", parameters);
        };
    }

    /** For {@code http:} and {@code https:}: a GET with the arguments as the query. */
    @Bean
    Processor toolQuery() {
        return exchange -> {
            String query = ToolProcessors.call(exchange).arguments().entrySet().stream()
                    .map(argument -> argument.getKey() + "="
                            + URLEncoder.encode(argument.getValue().toString(), StandardCharsets.UTF_8)
                                    .replace("+", "%20"))
                    .collect(Collectors.joining("&"));
            exchange.getMessage().setHeader("CamelHttpMethod", "GET");
            exchange.getMessage().setHeader("CamelHttpQuery", query);
            exchange.getMessage().setBody(null);
        };
    }

    /** Header: what the example {@code http-lookup} shows to the business's REST API, if anything is set. */
    @Bean
    Processor lookupKey(@Value("${omnichannel.tools.lookup-authorization}") String authorization) {
        return exchange -> {
            if (!authorization.isBlank()) {
                exchange.getMessage().setHeader("Authorization", authorization);
            }
        };
    }
}
