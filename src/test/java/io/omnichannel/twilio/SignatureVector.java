package io.omnichannel.twilio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A signature as Twilio's documentation, its libraries' tests and captured requests have it, all made with the token {@link #TOKEN}.
 *
 * @param number the row
 * @param givenUrl what the verifier is given; in some rows not the spelling that was signed
 * @param form decoded parameters, in the order of the row
 * @param json the body of a JSON webhook, or empty
 */
record SignatureVector(
        int number, String givenUrl, List<Map.Entry<String, String>> form, String json, String signature) {

    static final String TOKEN = "12345";

    private static final String U = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String[] P = {
        "CallSid", "CA1234567890ABCDE",
        "Caller", "+14158675309",
        "Digits", "1234",
        "From", "+14158675309",
        "To", "+18005551212"
    };
    private static final String JSON = "{\"property\": \"value\", \"boolean\": true}";
    private static final String JSON_HASH =
            "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    private static final String EMPTY_JSON_HASH =
            "bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    static List<SignatureVector> all() {
        return List.of(
                form(1, U, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", P),
                form(
                        2,
                        "https://example.com/myapp.php?foo=1&bar=2",
                        "L/OH5YylLD5NRKLltdqwSvS0BnU=",
                        "CallSid",
                        "CA1234567890ABCDE",
                        "Caller",
                        "+14158675310",
                        "Digits",
                        "1234",
                        "From",
                        "+14158675310",
                        "To",
                        "+18005551212"),
                form(3, "http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=", P),
                form(4, U, "kvajT1Ptam85bY51eRf/AJRuM3w=", P),
                form(5, "http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=", P),
                form(6, U, "zYQTYrRWXE7LtzbG4PfP7/bkkGo="),
                form(7, "https://mycompany.com/myapp.php", "1xaxFBvyzXYvWplzNOSs28HWO94=", P),
                form(
                        8,
                        U + "&type=thiswontbeusedinthesignaturegeneratorandsoshouldbeignored",
                        "hYkNsTBttoNGkyCS0p+wWmQoRTg=",
                        P),
                form(
                        9,
                        "https://mycompany.com/myapp.php?foo=hello%20world&bar=test%2Bvalue",
                        "er2tvAP1Wx+iuTTE2BPgvEaN1cs=",
                        P),
                form(
                        10,
                        U,
                        "dCPiR4WtQ6QFN6pJh81CtlCcWLQ=",
                        "Message",
                        "Hello & goodbye! @#$%^*()",
                        "From",
                        "+1 (415) 867-5309",
                        "Special",
                        "unicode: ñáéíóú"),
                form(
                        11,
                        U,
                        "enveUe73ZTVLAekHxez3Qx6JuuQ=",
                        "Zebra",
                        "last",
                        "Alpha",
                        "first",
                        "Beta",
                        "second",
                        "Gamma",
                        "third"),
                form(
                        12,
                        U,
                        "jDK7WKT8wiNrwggd4ceTv4e1MJ4=",
                        "callSid",
                        "lowercase",
                        "CallSid",
                        "uppercase",
                        "CALLSID",
                        "allcaps"),
                form(
                        13,
                        U,
                        "9HHp/OqQMEwdrVebHDdA/+tqjX8=",
                        "Digits",
                        "",
                        "CallSid",
                        "CA1234567890ABCDE",
                        "EmptyParam",
                        ""),
                form(
                        14,
                        U,
                        "L9lTTwIlxM1xGAtLRwhOSZggRhM=",
                        "Digits",
                        "",
                        "CallSid",
                        "CA1234567890ABCDE",
                        "NullParam",
                        ""),
                form(15, "https://mycompany.com/webhook/España?año=2023", "G/Hx6mqqnjUNlPAoi2Sp9bGst0g=", P),
                form(
                        16,
                        U,
                        "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
                        "Sid",
                        "CA123",
                        "SidAccount",
                        "AC123",
                        "Digits",
                        "5678",
                        "Digits",
                        "1234",
                        "Digits",
                        "1234"),
                form(
                        17,
                        U,
                        "83O6e2vORAoJHUNzJjDWN1jz+BA=",
                        "MessagingBinding.Address",
                        "+1415xxxxxxx",
                        "MessagingBinding.Address",
                        "+1325xxxxxxx"),
                form(18, "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2", "CukzLTc1tT5dXEDIHm/tKBanW10=", P),
                form(19, U + "&Body=It's+amazing", "TfZzewPq8wqrGlMfyAud8+/IvJ0=", P),
                json(20, U + "&" + JSON_HASH, "a9nBmqA0ju/hNViExpshrM61xv4=", JSON),
                json(21, "https://mycompany.com/myapp.php?" + JSON_HASH, "y77kIzt2vzLz71DgmJGsen2scGs=", JSON),
                json(22, U + "&" + EMPTY_JSON_HASH, "Ldidvp12m26NI7eqEvxnEpkd9Hc=", "{}"),
                form(23, "wss://example.com/voice/relay", "EEN0PpGHDDZn2D6X+CsaCBIaf1A="),
                form(24, "wss://example.com/", "hoaxtdkWNBxVYCmDLq7UdjDdXIg="),
                form(25, "wss://example.com", "WhInc32piEQH5iWNct/7FHs5ew8="),
                form(
                        26,
                        "https://example.com/sms",
                        "7SxD8W7ariibTbHv2KSXXsnW10w=",
                        "AccountSid",
                        "AC00000000000000000000000000000000",
                        "Body",
                        "Hello & welcome + ñ",
                        "From",
                        "whatsapp:+15551230001",
                        "MessageSid",
                        "SM00000000000000000000000000000001",
                        "NumMedia",
                        "0",
                        "To",
                        "whatsapp:+15551230002"),
                form(
                        27,
                        "https://example.com/voice?CallSid=CA123&From=%2B14158675310",
                        "TTu2hermoVznclD/gGquIiZbvLw="));
    }

    boolean isHandshake() {
        return givenUrl.startsWith("ws");
    }

    boolean isJson() {
        return !json.isEmpty();
    }

    /** The parameters as they travel. */
    TwilioForm travelled() {
        return TwilioForm.decode(FormBytes.encode(form));
    }

    boolean verifies() {
        return verifies(givenUrl, travelled(), json.getBytes(StandardCharsets.UTF_8), signature);
    }

    /** Whether the verifier takes this vector with one of its parts replaced. */
    boolean verifies(String url, TwilioForm otherForm, byte[] otherBody, String otherSignature) {
        List<String> tokens = List.of(TOKEN);
        if (isJson()) {
            return TwilioSignature.verifyBody(tokens, url, otherBody, otherSignature);
        }
        return isHandshake()
                ? TwilioSignature.verifyHandshake(tokens, url, otherSignature)
                : TwilioSignature.verify(tokens, url, otherForm, otherSignature);
    }

    @Override
    public String toString() {
        return "row " + number;
    }

    private static SignatureVector form(int number, String url, String signature, String... namesAndValues) {
        List<Map.Entry<String, String>> form = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new SignatureVector(number, url, form, "", signature);
    }

    private static SignatureVector json(int number, String url, String signature, String body) {
        return new SignatureVector(number, url, List.of(), body, signature);
    }
}
