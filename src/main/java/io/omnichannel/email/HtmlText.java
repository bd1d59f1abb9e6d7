package io.omnichannel.email;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The text of an HTML mail as a person reads it; quotes get {@code >}, links their address when it is not shown. */
final class HtmlText {

    private static final Set<String> UNSEEN =
            Set.of("head", "script", "style", "title", "template", "noscript", "object", "svg", "textarea", "select");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "tr",
            "table",
            "ul",
            "ol",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "blockquote",
            "section",
            "article",
            "header",
            "footer",
            "address",
            "hr",
            "center",
            "form",
            "dl",
            "dt",
            "dd",
            "body");
    private static final Set<String> APART =
            Set.of("p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote");
    private static final Pattern HIDDEN = Pattern.compile("(?i)display\\s*:\\s*none|visibility\\s*:\\s*hidden");
    private static final Pattern LINK = Pattern.compile("(?i)https?://\\S{1,500}");

    // A quarter of a megabyte of nothing but tags takes a second; no person's mail has more.
    private static final int LONGEST = 256 * 1024;

    private HtmlText() {}

    /** Of markup longer than {@link #LONGEST} the beginning: what is new in a mail stands on top. */
    static String of(String html) {
        Writer text = new Writer();
        Jsoup.parse(MailText.atMost(html, LONGEST)).filter(text);
        return text.finished();
    }

    private static final class Writer implements NodeFilter {

        private final StringBuilder out = new StringBuilder();
        private int quoted;
        private int asTyped;
        private int linesOwed;
        private boolean blankOwed;

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                write(asTyped > 0 ? text.getWholeText() : text.text(), asTyped > 0);
            } else if (node instanceof Element element) {
                String name = element.normalName();
                if (UNSEEN.contains(name)
                        || HIDDEN.matcher(element.attr("style")).find()) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                begin(element, name);
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                end(element, element.normalName());
            }
            return FilterResult.CONTINUE;
        }

        private void begin(Element element, String name) {
            if (BLOCKS.contains(name)) {
                owe(APART.contains(name) ? 2 : 1);
            }
            switch (name) {
                case "br" -> {
                    if (linesOwed == 0 && !out.isEmpty()) {
                        linesOwed = 1;
                    } else {
                        linesOwed++;
                    }
                }
                case "blockquote" -> quoted++;
                case "pre" -> asTyped++;
                case "li" -> write("- ", true);
                case "hr" -> write("----------", false);
                case "td", "th" -> blankOwed = true;
                case "img" -> write(element.attr("alt"), false);
                default -> {
                    // Its text is all that is wanted.
                }
            }
        }

        private void end(Element element, String name) {
            switch (name) {
                case "blockquote" -> quoted--;
                case "pre" -> asTyped--;
                case "a" -> link(element);
                default -> {
                    // Nothing was opened.
                }
            }
            if (BLOCKS.contains(name)) {
                owe(APART.contains(name) ? 2 : 1);
            }
        }

        private void link(Element anchor) {
            String address = anchor.attr("href").strip();
            String shown = anchor.text().strip();
            boolean isShown = shown.toLowerCase(Locale.ROOT).contains(bare(address));
            if (!shown.isEmpty() && LINK.matcher(address).matches() && !isShown) {
                write(" (" + address + ")", false);
            }
        }

        private static String bare(String address) {
            return address.toLowerCase(Locale.ROOT)
                    .replaceFirst("^https?://(www\\.)?", "")
                    .replaceFirst("/$", "");
        }

        private void owe(int lines) {
            linesOwed = Math.max(linesOwed, lines);
        }

        private void write(String text, boolean asIs) {
            String words = asIs ? text : text.replace('\u00a0', ' ');
            if (words.isEmpty()) {
                return;
            }
            if (!asIs && words.isBlank()) {
                blankOwed = true;
                return;
            }
            boolean fresh = out.isEmpty();
            if (linesOwed > 0 && !fresh) {
                out.append(("\n" + "> ".repeat(Math.min(quoted, 9))).repeat(Math.min(linesOwed, 3)));
                fresh = true;
            } else if (fresh) {
                out.append("> ".repeat(Math.min(quoted, 9)));
            }
            if (blankOwed && !fresh && !Character.isWhitespace(words.charAt(0))) {
                out.append(' ');
            }
            linesOwed = 0;
            blankOwed = false;
            String written = fresh && !asIs ? words.stripLeading() : words;
            out.append(asIs ? written.replace("\n", "\n" + "> ".repeat(Math.min(quoted, 9))) : written);
        }

        String finished() {
            return out.toString()
                    .replaceAll("[ \\t]+\\n", "\n")
                    .replaceAll("\\n{3,}", "\n\n")
                    .strip();
        }
    }
}
