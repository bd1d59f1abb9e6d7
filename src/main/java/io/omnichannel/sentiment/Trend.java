package io.omnichannel.sentiment;

import io.omnichannel.sentiment.MoodTask.Change;
import java.util.ArrayList;
import java.util.List;

/** Where a customer's mood is going: the weighted mean of the last few messages, and whether it has crossed a threshold. */
final class Trend {

    private final SentimentSettings settings;

    Trend(SentimentSettings settings) {
        this.settings = settings;
    }

    /**
     * @param scores newest first; of n of them the newest weighs n, the oldest 1
     * @return from -1 to 1
     */
    double of(List<Double> scores) {
        int count = Math.min(scores.size(), settings.messages());
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (count - i) * scores.get(i);
        }
        return count == 0 ? 0 : sum * 2 / (count * (count + 1));
    }

    /** @param known how many messages the trend is made from */
    Change change(double trend, int known, boolean strained) {
        if (!strained && known >= settings.atLeast() && trend < settings.fallsBelow()) {
            return Change.FELL;
        }
        return strained && trend > settings.recoversAbove() ? Change.RECOVERED : Change.NONE;
    }

    /** The task with where the mood has gone by what was read now. */
    MoodTask judge(MoodTask task) {
        List<Double> scores = new ArrayList<>(
                task.feelings().reversed().stream().map(Sentiment::score).toList());
        scores.addAll(task.view().earlier());
        double trend = of(scores);
        return task.moved(trend, change(trend, scores.size(), task.view().strained()));
    }
}
