package io.omnichannel.messaging.identity;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.SpokenNumber;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.CustomerWords;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.messaging.StoredMessage;
import io.omnichannel.messaging.identity.Codes.Given;
import io.omnichannel.messaging.identity.Suggestions.Noted;
import io.omnichannel.messaging.lane.LaneView;
import io.omnichannel.messaging.lane.WrittenWords;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.LockConflicts;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what customers say and write for other addresses of theirs, asks them to confirm one by a code, and takes the code.
 * Never merges anything that was only said.
 */
@Component
class AddressConfirmation implements CustomerWords, WrittenWords {

    private static final Logger LOG = LoggerFactory.getLogger(AddressConfirmation.class);

    private final TenantSql database;
    private final TransactionTemplate transactions;
    private final Suggestions suggestions;
    private final Codes codes;
    private final Notices notices;
    private final LiveConversations live;
    private final StoredSettings storedSettings;
    private final String readContext = SqlFile.load("identity-context");

    private record Context(AgentSettings settings, Locale language, boolean addressAsked) {

        /** @param language null while unknown */
        static Context of(AgentSettings settings, String language, boolean addressAsked) {
            return new Context(
                    settings,
                    Optional.ofNullable(language).map(Locale::forLanguageTag).orElse(settings.locale()),
                    addressAsked);
        }
    }

    AddressConfirmation(
            TenantSql database,
            @Qualifier("appTransactions") PlatformTransactionManager transactions,
            Suggestions suggestions,
            Codes codes,
            Notices notices,
            LiveConversations live,
            StoredSettings storedSettings) {
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        this.suggestions = suggestions;
        this.codes = codes;
        this.notices = notices;
        this.live = live;
        this.storedSettings = storedSettings;
    }

    /** Somebody on the telephone: what we have to say is said in the call. */
    @Override
    public void said(String tenant, UUID conversation, UUID message, String words) {
        if (!EvidenceReader.mayBeIn(words) && code(words).isEmpty()) {
            return;
        }
        try {
            Context context = context(tenant, conversation);
            Phrases phrases = Phrases.in(context.language());
            Given given = take(tenant, conversation, message, words);
            if (given != Given.UNASKED) {
                live.say(conversation, phrases.text(answer(given)));
                return;
            }
            if (note(tenant, conversation, message, Channel.VOICE, words, context)
                    .isPresent()) {
                live.say(conversation, phrases.text(Phrase.CODE_ASKED_ALOUD));
            }
        } catch (RuntimeException failed) {
            // The call goes on; what was said is in the timeline, and is said again if it matters.
            LOG.warn(
                    "A caller's words could not be read for addresses: {}",
                    failed.getClass().getSimpleName());
        }
    }

    @Override
    public boolean read(LaneView view, StoredMessage message) {
        if (!message.detail("code").isEmpty()) {
            return true;
        }
        return EvidenceReader.mayBeIn(message.content())
                && LockConflicts.again(() -> transactions.execute(begun -> answered(view, message)));
    }

    /** What is marked, sent and said about it stands together or not at all: a second reading says nothing of the first. */
    private boolean answered(LaneView view, StoredMessage message) {
        String words = message.content();
        String tenant = view.lane().tenant();
        UUID conversation = view.lane().conversation();
        Context context = Context.of(view.settings(), view.language(), view.addressAsked());
        Phrases phrases = Phrases.in(context.language());
        Given given = take(tenant, conversation, message.id(), words);
        if (given != Given.UNASKED) {
            notices.answer(tenant, conversation, message, phrases.text(answer(given)));
            return true;
        }
        Optional<String> asked = note(tenant, conversation, message.id(), message.channel(), words, context);
        asked.ifPresent(address -> notices.answer(
                tenant, conversation, message, phrases.text(Phrase.CODE_ASKED, "words", Masked.of(address))));
        boolean answered = asked.isPresent() && EvidenceReader.isAllThereIs(words);
        if (answered) {
            codes.mark(tenant, message.id(), "asked");
        }
        return answered;
    }

    private Given take(String tenant, UUID conversation, UUID message, String words) {
        return code(words)
                .map(digits -> codes.given(tenant, conversation, message, digits))
                .orElse(Given.UNASKED);
    }

    private static Optional<String> code(String words) {
        return EvidenceReader.code(words, SpokenNumber.in(words));
    }

    private static Phrase answer(Given given) {
        return switch (given) {
            case RIGHT -> Phrase.CODE_RIGHT;
            case EXPIRED -> Phrase.CODE_EXPIRED;
            case WRONG, UNASKED -> Phrase.CODE_WRONG;
        };
    }

    /** @return the address to which a code has been sent */
    private Optional<String> note(
            String tenant, UUID conversation, UUID message, Channel channel, String words, Context context) {
        List<Evidence> found =
                EvidenceReader.in(words, channel, context.settings().region(), context.addressAsked());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Noted> noted = suggestions.note(tenant, conversation, message, channel, found);
        return noted.stream()
                .filter(suggestion -> found.stream()
                        .anyMatch(evidence ->
                                evidence.offered() && evidence.value().equals(suggestion.address())))
                .filter(suggestion -> codes.send(
                                tenant, suggestion.id(), suggestion.address(), context.language(), true)
                        .filter(String::isEmpty)
                        .isPresent())
                .map(Noted::address)
                .findFirst();
    }

    private Context context(String tenant, UUID conversation) {
        return database.query(
                        tenant,
                        readContext,
                        Map.of(
                                "tenant",
                                tenant,
                                "conversation",
                                conversation,
                                "default_settings",
                                storedSettings.defaults()),
                        (row, number) -> context(row))
                .getFirst();
    }

    private Context context(ResultSet row) throws SQLException {
        return Context.of(
                storedSettings.read(row.getString("settings")),
                row.getString("language"),
                row.getBoolean("address_asked"));
    }
}
