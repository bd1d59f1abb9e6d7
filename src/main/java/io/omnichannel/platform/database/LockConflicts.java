package io.omnichannel.platform.database;

import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Whoever met somebody else's locks in another order is simply done once more. */
public final class LockConflicts {

    private static final int TRIES = 5;

    private LockConflicts() {}

    /** @param work a whole transaction; as a part of one it is done once, for the whole has to be done again */
    public static <T> T again(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (PessimisticLockingFailureException met) {
                if (tried == TRIES) {
                    throw met;
                }
            }
        }
    }
}
