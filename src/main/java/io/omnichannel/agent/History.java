package io.omnichannel.agent;

import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import java.util.List;
import java.util.Optional;

/** What a script may know of what was said before, over all channels. */
final class History {

    private final Turn turn;

    History(Turn turn) {
        this.turn = turn;
    }

    /** The last words of the agent, cut to what was heard. */
    Optional<String> lastAnswer() {
        return turn.history().reversed().stream()
                .filter(line ->
                        line.role() == SenderRole.AGENT && !line.content().isBlank())
                .map(Line::content)
                .findFirst();
    }

    /** What the customer said before this turn, oldest first. */
    List<Line> customer() {
        List<Line> lines = turn.history().stream()
                .filter(line ->
                        line.role() == SenderRole.CUSTOMER && !line.content().isBlank())
                .toList();
        boolean endsWithThisTurn = !lines.isEmpty()
                && turn.history().getLast().equals(lines.getLast())
                && lines.getLast().content().equals(turn.text());
        return endsWithThisTurn ? lines.subList(0, lines.size() - 1) : lines;
    }

    /** Whether one of the agent's last so many answers held these words. */
    boolean saidLately(String words, int answers) {
        return turn.history().reversed().stream()
                .filter(line -> line.role() == SenderRole.AGENT)
                .limit(answers)
                .anyMatch(line -> line.content().contains(words));
    }

    /** Whether the agent's last words end with this question, or broke off when more than half of it was heard. */
    boolean asked(String question) {
        String last = PlainText.of(lastAnswer().orElse(""));
        String whole = PlainText.of(question);
        boolean brokenOff = whole.startsWith(last) && last.length() > whole.length() / 2;
        return !last.isEmpty() && (last.endsWith(whole) || brokenOff);
    }
}
