package io.omnichannel.sentiment;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.agent.ModelAccount;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.Uuid7;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the routes {@code sentiment} and {@code sentiment-rule}. The body is a {@link MoodTask}. */
@Configuration(proxyBeanMethods = false)
class MoodProcessors {

    /** Exchange property: the task while the body is something else. */
    static final String TASK = "OmniMoodTask";

    private static final Logger LOG = LoggerFactory.getLogger(MoodProcessors.class);
    private static final String LEXICON = "lexicon";

    @Bean
    LexiconReader sentimentLexicon() {
        return new LexiconReader();
    }

    /** What is there to read, and who is to read it. */
    @Bean
    Processor moodReader(Moods moods, SentimentSettings settings, ModelAccount account) {
        return step(task -> moods.read(task.claim())
                .map(view -> task.toRead(view, reader(task.claim().tenant(), view, settings, account)))
                .orElse(task));
    }

    private static String reader(String tenant, MoodView view, SentimentSettings settings, ModelAccount account) {
        if (view.unread().isEmpty()) {
            return "nobody";
        }
        if (view.ownModel() || settings.by().equals(LEXICON)) {
            return LEXICON;
        }
        if (account.isSpent(tenant, view.settings())) {
            LOG.info("A mood is read by the lexicon: the tenant's day has nothing left for models");
            return LEXICON;
        }
        return settings.by();
    }

    @Bean
    Processor readByLexicon(LexiconReader lexicon) {
        return step(task -> task.read(lexicon.read(task.texts(), task.language()), LEXICON));
    }

    /** Each message gets its label and score, the conversation its trend. */
    @Bean
    Processor moodRecorder(Moods moods, SentimentSettings settings, MeterRegistry metrics) {
        Trend trend = new Trend(settings);
        return step(task -> {
            MoodTask judged = trend.judge(task);
            moods.record(judged);
            for (Sentiment feeling : judged.feelings()) {
                metrics.counter(
                                "omni.sentiment.read",
                                "by",
                                judged.by(),
                                "label",
                                feeling.label().wireName())
                        .increment();
            }
            return judged;
        });
    }

    /** The fall is in the timeline once, with its reason, and the agent is careful from its next answer on. */
    @Bean
    Processor strainNote(Moods moods, LiveConversations live, MeterRegistry metrics) {
        return step(task -> {
            String trend = String.format(Locale.ROOT, "%.2f", task.trend());
            String note = Phrases.in(task.language()).text(Phrase.STRAINED_NOTE, "trend", trend);
            UUID message = Uuid7.next();
            if (moods.noteStrain(task, message, note)) {
                metrics.counter("omni.sentiment.falls").increment();
                live.strained(task.claim().conversation(), true);
            }
            return task;
        });
    }

    /** The agent need not be careful any more. */
    @Bean
    Processor strainOver(LiveConversations live) {
        return step(task -> {
            live.strained(task.claim().conversation(), false);
            return task;
        });
    }

    @Bean
    Processor moodFinisher(Moods moods, ObjectProvider<MoodWorker> worker) {
        return step(task -> {
            if (moods.finish(task)) {
                worker.getObject().wake();
            }
            return task;
        });
    }

    static Processor step(UnaryOperator<MoodTask> work) {
        return exchange -> exchange.getMessage().setBody(work.apply(task(exchange)));
    }

    static MoodTask task(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof MoodTask task
                ? task
                : exchange.getProperty(TASK, MoodTask.class);
    }
}
