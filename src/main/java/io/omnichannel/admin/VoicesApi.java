package io.omnichannel.admin;

import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.voices.LibraryPage;
import io.omnichannel.voices.LibraryQuery;
import io.omnichannel.voices.Previews;
import io.omnichannel.voices.SoundRequest;
import io.omnichannel.voices.Voice;
import io.omnichannel.voices.VoiceCatalogue;
import io.omnichannel.voices.VoiceList;
import io.omnichannel.voices.VoiceProvider;
import io.omnichannel.voices.VoiceQuery;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The voices as the admin API shows them. */
@Component
final class VoicesApi {

    private static final int LIBRARY_PAGE = 30;
    private static final String BASE_URL = "OmniBaseUrl";

    private final VoiceList voices;
    private final VoiceCatalogue catalogue;
    private final Previews previews;
    private final PublicUrl publicUrl;
    private final TenantVoice tenants;

    VoicesApi(VoiceList voices, VoiceCatalogue catalogue, Previews previews, PublicUrl publicUrl, TenantVoice tenants) {
        this.voices = voices;
        this.catalogue = catalogue;
        this.previews = previews;
        this.publicUrl = publicUrl;
        this.tenants = tenants;
    }

    /** Whether ElevenLabs' public library is meant and not what the accounts have. */
    public boolean isLibrary(@Variable(AdminRequest.VARIABLE) AdminRequest request) {
        Optional<String> source = request.parameter("source");
        if (source.isPresent() && !source.get().equals("library")) {
            InputErrors errors = new InputErrors();
            errors.add("source", "must be library, or absent");
            errors.refuse();
        }
        return source.isPresent();
    }

    /** @throws ProblemException 400, 502 when nobody answers, 503 without a key */
    public Answer list(@Variable(AdminRequest.VARIABLE) AdminRequest request, Exchange exchange) {
        VoiceList.Found found = voices.find(query(request), baseUrl(exchange));
        return Answer.success("voices", found.voices(), "count", found.count(), "providers", found.providers());
    }

    public LibraryQuery libraryQuery(@Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        VoiceParameters parameters = new VoiceParameters(request, errors);
        Optional<VoiceProvider> provider = parameters.provider();
        if (provider.isPresent() && provider.get() != VoiceProvider.ELEVENLABS) {
            errors.add("provider", "has no public library; only elevenlabs has");
        }
        LibraryQuery query = new LibraryQuery(
                parameters.language(),
                parameters.gender(),
                parameters.search(),
                Cursor.after(request, parts -> Integer.parseUnsignedInt(parts[0]), errors)
                        .orElse(0),
                Cursor.limit(request, LIBRARY_PAGE, errors));
        errors.refuse();
        return query;
    }

    public Answer library(LibraryPage page, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        int next = libraryQuery(request).page() + 1;
        return Answer.success(
                "voices", page.voices(),
                "count", page.voices().size(),
                "next", page.more() ? Cursor.of(next) : null);
    }

    public Answer models() {
        return Answer.success("models", catalogue.models());
    }

    /** Which voice is meant; its words are not spoken. */
    public SoundRequest voice(
            @Header("voiceId") String voiceId,
            @Variable(AdminRequest.VARIABLE) AdminRequest request,
            Exchange exchange) {
        // The provider's answer brings headers of its own.
        exchange.setProperty(BASE_URL, baseUrl(exchange));
        InputErrors errors = new InputErrors();
        VoiceProvider provider = new VoiceParameters(request, errors).providerOf(voiceId);
        errors.refuse();
        return new SoundRequest(provider, voiceId, null, null, null, "");
    }

    /** @throws ProblemException 404 when the provider has no such voice */
    public Voice find(SoundRequest wanted) {
        return voices.find(wanted.provider(), wanted.voice())
                .orElseThrow(() -> new ProblemException(
                        404, "Not found", wanted.provider().wireName() + " has no such voice", "voice_not_found"));
    }

    public Answer show(Voice voice, Exchange exchange) {
        return Answer.success(
                "voice", voices.withPreview(catalogue.marked(voice), exchange.getProperty(BASE_URL, String.class)));
    }

    /** What a preview says: the query's words and numbers, else the tenant's, else ours. */
    public SoundRequest preview(
            @Header("voiceId") String voiceId,
            @Variable(AdminRequest.VARIABLE) AdminRequest request,
            Exchange exchange) {
        SoundAnswer.rememberRange(exchange);
        InputErrors errors = new InputErrors();
        VoiceParameters parameters = new VoiceParameters(request, errors);
        VoiceProvider provider = parameters.providerOf(voiceId);
        Optional<Locale> language = parameters.language();
        Optional<String> text = parameters.text("text", previews.longest());
        Optional<String> name = parameters.text("assistantName", 80);
        TenantVoice.Known tenant = tenants.of(request, provider, voiceId);
        var settings = parameters.tuning(tenant.settings());
        errors.refuse();
        return previews.of(
                provider, voiceId, settings, language.or(tenant::language), name.or(tenant::agentName), text);
    }

    private VoiceQuery query(AdminRequest request) {
        InputErrors errors = new InputErrors();
        VoiceParameters parameters = new VoiceParameters(request, errors);
        VoiceQuery query = new VoiceQuery(
                parameters.language(),
                parameters.provider(),
                parameters.gender(),
                parameters.text("category", 40),
                parameters.search());
        errors.refuse();
        return query;
    }

    private String baseUrl(Exchange exchange) {
        return publicUrl.baseOf(exchange.getMessage().getHeader(Exchange.HTTP_URL, String.class));
    }
}
