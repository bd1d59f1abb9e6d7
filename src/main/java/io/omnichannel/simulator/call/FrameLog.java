package io.omnichannel.simulator.call;

import java.util.ArrayList;
import java.util.List;

/** Every frame of a call, in order. */
final class FrameLog {

    private final List<Frame> frames = new ArrayList<>();

    void add(long nanos, boolean fromServer, String text) {
        synchronized (frames) {
            frames.add(new Frame(nanos, fromServer, text));
        }
    }

    List<Frame> all() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }
}
