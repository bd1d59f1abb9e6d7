package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.StrictJson;
import java.util.List;

/**
 * The Call resource as Twilio shows it.
 *
 * @see <a href="https://www.twilio.com/docs/voice/api/call-resource">Call resource</a>
 */
record CallJson(String accountSid) {

    ObjectNode of(RestCall call) {
        String uri = "/2010-04-01/Accounts/" + accountSid + "/Calls/" + call.sid();
        ObjectNode json = StrictJson.JSON
                .createObjectNode()
                .put("sid", call.sid())
                .put("account_sid", accountSid)
                .put("to", call.to())
                .put("to_formatted", call.to())
                .put("from", call.from())
                .put("from_formatted", call.from())
                .put("phone_number_sid", "PN" + "0".repeat(32))
                .put("status", call.status())
                .put("price_unit", "USD")
                .put("direction", "outbound-api")
                .put("api_version", "2010-04-01")
                .put("queue_time", "0")
                .put("date_created", MessageJson.date(call.createdAt()))
                .put("date_updated", MessageJson.date(call.createdAt()))
                .put("uri", uri + ".json");
        for (String unknown : List.of(
                "parent_call_sid",
                "start_time",
                "end_time",
                "duration",
                "price",
                "answered_by",
                "forwarded_from",
                "group_sid",
                "caller_name",
                "trunk_sid")) {
            json.putNull(unknown);
        }
        json.putObject("subresource_uris").put("recordings", uri + "/Recordings.json");
        return json;
    }
}
