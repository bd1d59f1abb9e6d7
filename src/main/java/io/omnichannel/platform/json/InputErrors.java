package io.omnichannel.platform.json;

import io.omnichannel.platform.Problem;
import io.omnichannel.platform.Problem.FieldError;
import io.omnichannel.platform.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with one request, so that whoever sent it learns it in one go. Not safe for threads. */
public final class InputErrors {

    private final List<FieldError> errors = new ArrayList<>();
    private String code = "invalid_request";

    /** @param field its path, {@code voice_settings.speed} for one */
    public void add(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** The same, with a problem code of its own. */
    public void add(String field, String message, String code) {
        add(field, message);
        this.code = code;
    }

    public void addAll(InputErrors others) {
        errors.addAll(others.errors);
        code = others.errors.isEmpty() ? code : others.code;
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<FieldError> all() {
        return List.copyOf(errors);
    }

    /** @throws ProblemException 400 with every error, when there is one */
    public void refuse() {
        if (errors.isEmpty()) {
            return;
        }
        String detail = errors.stream().map(e -> e.field() + ": " + e.message()).collect(Collectors.joining("; "));
        throw new ProblemException(
                Problem.of(400, "Invalid request", detail, code).withErrors(all()));
    }
}
