package io.omnichannel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation, as far as it can be run.
 *
 * @param steps its blocks of commands, each with the answer that the page gives in the next block
 */
record Page(List<Step> steps) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    /** @param line of the page, from 1 */
    record Step(int line, String commands, Optional<Answer> answer) {}

    /** @param changes what stands on the page, and here instead of it: ports, directories */
    static Page read(Path file, Map<String, String> changes) {
        String text = text(file);
        List<Step> steps = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        List<MatchResult> blocks = matcher.results().toList();
        for (int i = 0; i < blocks.size(); i++) {
            if (!isCommands(blocks.get(i))) {
                continue;
            }
            Optional<Answer> answer = Optional.of(i + 1)
                    .filter(next -> next < blocks.size() && !isCommands(blocks.get(next)))
                    .map(blocks::get)
                    .map(next -> new Answer(next.group(1), changed(next.group(2), changes)));
            int line = (int) text.substring(0, blocks.get(i).start()).lines().count() + 2;
            steps.add(new Step(line, changed(blocks.get(i).group(2), changes), answer));
        }
        return new Page(steps);
    }

    private static boolean isCommands(MatchResult block) {
        return block.group(1).equals("bash");
    }

    private static String changed(String text, Map<String, String> changes) {
        String changed = text;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            changed = changed.replace(change.getKey(), change.getValue());
        }
        return changed;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
