package io.omnichannel.agent.model;

import java.util.concurrent.atomic.AtomicReference;

/** Where usage is added up, by any threads; none of them waits for it. */
interface Account {

    Usage used();

    void add(Usage usage);

    /** One that this node alone knows of. */
    static Account here() {
        return new Account() {
            private final AtomicReference<Usage> sum = new AtomicReference<>(Usage.NONE);

            @Override
            public Usage used() {
                return sum.get();
            }

            @Override
            public void add(Usage usage) {
                sum.accumulateAndGet(usage, Usage::plus);
            }
        };
    }
}
