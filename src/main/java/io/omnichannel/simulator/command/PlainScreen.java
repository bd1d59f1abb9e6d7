package io.omnichannel.simulator.command;

import java.io.PrintWriter;

/** Readable lines for a pipe, a file or a terminal in which nobody is typing. */
record PlainScreen(PrintWriter out) implements Transcript.Screen {

    @Override
    public void begin(String prefix) {
        more(prefix);
    }

    @Override
    public void more(String text) {
        out.print(text);
        out.flush();
    }

    @Override
    public void end() {
        line("");
    }

    @Override
    public void line(String text) {
        out.println(text);
        out.flush();
    }
}
