package io.omnichannel.call;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.twilio.TwilioApi;
import io.omnichannel.twilio.TwimlWriter;
import io.omnichannel.twilio.Verb;
import io.omnichannel.twilio.VoiceNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What is done about a machine that answered: a running call gets other TwiML, or is hung up.
 *
 * @see <a href="https://www.twilio.com/docs/voice/api/call-resource">Call resource</a>
 */
@Configuration(proxyBeanMethods = false)
public class CallUpdateProcessors {

    private static final Logger LOG = LoggerFactory.getLogger(CallUpdateProcessors.class);

    /** Variable {@code machine}: the body becomes the request to Twilio. */
    @Bean
    Processor callUpdateRequest(TwilioApi twilio) {
        return exchange -> {
            MachineAnswered machine = exchange.getVariable(CallProcessors.MACHINE, MachineAnswered.class);
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(
                    Exchange.HTTP_URI,
                    twilio.baseUrl() + "/2010-04-01/Accounts/" + twilio.accountSid() + "/Calls/" + machine.callSid()
                            + ".json");
            message.setHeader("Authorization", twilio.authorization());
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            message.setBody(form(machine).getBytes(StandardCharsets.US_ASCII));
        };
    }

    /** Whatever Twilio said, the call is over soon: a relay to which nobody speaks ends by itself. */
    @Bean
    Processor callUpdateAnswer() {
        return exchange -> {
            Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            if (status == null || status / 100 != 2) {
                LOG.warn(
                        "A call that a machine answered could not be changed: {}",
                        status == null ? "no answer" : status);
            }
            exchange.getMessage().removeHeaders("*");
        };
    }

    private static String form(MachineAnswered machine) {
        if (!machine.leaveMessage()) {
            return "Status=completed";
        }
        String words = machine.settings()
                .filled(Phrases.in(machine.settings().locale()).text(Phrase.MACHINE_MESSAGE));
        byte[] twiml = TwimlWriter.write(VoiceNames.say(machine.settings()).say(words), new Verb.Hangup());
        return "Twiml=" + URLEncoder.encode(new String(twiml, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
