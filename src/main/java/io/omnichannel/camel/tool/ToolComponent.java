package io.omnichannel.camel.tool;

import io.omnichannel.agent.tools.ToolMistake;
import io.omnichannel.agent.tools.ToolSpecReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/**
 * {@code tool:name}: a route that begins so is a tool that agents may call. The options say what the tool is for and what it asks
 * for; see {@code docs/tools.md}. Found by Camel through the name of this bean.
 */
@Component("tool")
public class ToolComponent extends DefaultComponent {

    private final ToolRegistry tools;

    public ToolComponent(ToolRegistry tools) {
        this.tools = tools;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Map<String, String> options = new LinkedHashMap<>();
        parameters.forEach((name, value) -> options.put(name, String.valueOf(value)));
        // All of them are the tool's: none is left for Camel to know.
        parameters.clear();
        ToolSpecReader.Read read = ToolSpecReader.read(remaining, options);
        if (!read.mistakes().isEmpty()) {
            throw new IllegalArgumentException(
                    read.mistakes().stream().map(ToolComponent::told).collect(Collectors.joining("; ")));
        }
        return new ToolEndpoint(uri, this, read.spec());
    }

    /** As it is written: a plus sign in a pattern is no space. */
    @Override
    public boolean useRawUri() {
        return true;
    }

    ToolRegistry tools() {
        return tools;
    }

    private static String told(ToolMistake mistake) {
        return mistake.problem() + ". " + mistake.cure();
    }
}
