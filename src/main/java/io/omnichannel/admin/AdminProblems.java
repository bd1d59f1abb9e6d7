package io.omnichannel.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.omnichannel.email.MalformedMail;
import io.omnichannel.email.SpooledBody;
import io.omnichannel.platform.FailureKinds;
import io.omnichannel.platform.Problem;
import io.omnichannel.platform.Problem.FieldError;
import io.omnichannel.platform.ProblemException;
import java.io.CharConversionException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the caller of the admin API reads when a route failed. The routes say which one: {@code admin-errors}. */
@Component
final class AdminProblems {

    private static final Pattern TWICE = Pattern.compile("Duplicate field '([^']{1,64})'");
    private static final Logger LOG = LoggerFactory.getLogger(AdminProblems.class);

    /** The request was refused with a problem of its own. */
    public Problem refused(Exchange exchange) {
        return caught(exchange, ProblemException.class).orElseThrow().problem();
    }

    /** The body is no JSON, or there is none; says where, and nothing of our inside. */
    public Problem unreadable(Exchange exchange) {
        Optional<JacksonException> failure = caught(exchange, JacksonException.class);
        String said = failure.map(JacksonException::getOriginalMessage).orElse("");
        String detail;
        if (said.startsWith("No content")
                || caught(exchange, NoTypeConversionAvailableException.class).isPresent()) {
            detail = "There is no body; send one JSON document";
        } else if (failure.filter(StreamConstraintsException.class::isInstance).isPresent()) {
            detail = "The body has a number that is too long, or goes too deep";
        } else {
            detail = "The body is not one JSON document"
                    + failure.map(AdminProblems::where).orElse("") + why(exchange, said);
        }
        return Problem.of(400, "Invalid JSON", detail, "invalid_json");
    }

    private static String where(JacksonException failure) {
        return Optional.ofNullable(failure.getLocation())
                .filter(location -> location != JsonLocation.NA && location.getLineNr() > 0)
                .map(location -> " at line " + location.getLineNr() + ", column " + location.getColumnNr())
                .orElse("");
    }

    private static String why(Exchange exchange, String said) {
        if (said.startsWith("Invalid UTF-8")
                || caught(exchange, CharConversionException.class).isPresent()) {
            return "; there is a letter that is not UTF-8";
        }
        Matcher twice = TWICE.matcher(said);
        return twice.lookingAt() ? "; the field " + twice.group(1) + " comes twice" : "";
    }

    /** What was kept because nobody could read it still cannot be read; it stays as it is. */
    public Problem stillUnreadable(Exchange exchange) throws IOException {
        if (exchange.getMessage().getBody() instanceof SpooledBody body) {
            body.close();
        }
        String where = caught(exchange, MalformedMail.class).orElseThrow().getMessage();
        return Problem.of(409, "Conflict", "It still cannot be read: " + where, "unreadable");
    }

    /** Whether the words of {@code q} were looked for longer than anybody waits. */
    public boolean isSearchTooLong(Exchange exchange) {
        AdminRequest request = exchange.getVariable(AdminRequest.VARIABLE, AdminRequest.class);
        return isOutOfTime(exchange)
                && request != null
                && request.parameter("q").isPresent();
    }

    public Problem searchTooLong() {
        return Problem.of(
                        400,
                        "Invalid request",
                        "The search took too long; narrow it by status, channel or customer",
                        "search_too_long")
                .withErrors(List.of(new FieldError("q", "cannot be looked for in all that was said and written")));
    }

    private static boolean isOutOfTime(Exchange exchange) {
        return caught(exchange, SQLException.class)
                .filter(failure -> "57014".equals(failure.getSQLState()))
                .isPresent();
    }

    /** Whether the database could not be asked, as opposed to: it was asked something wrong. */
    public boolean isDatabaseAway(Exchange exchange) {
        if (isSearchTooLong(exchange)) {
            return false;
        }
        if (caught(exchange, DataAccessResourceFailureException.class).isPresent()
                || caught(exchange, TransientDataAccessException.class).isPresent()
                || caught(exchange, CannotCreateTransactionException.class).isPresent()
                || caught(exchange, SQLTransientException.class).isPresent()) {
            return true;
        }
        // Classes of SQLState: connection, resources, intervention (shutdown, cancelled), system.
        return caught(exchange, SQLException.class)
                .map(SQLException::getSQLState)
                .filter(state -> state.matches("(08|53|57|58).*"))
                .isPresent();
    }

    public Problem databaseAway(Exchange exchange) {
        return Problem.of(
                503,
                "Service unavailable",
                isOutOfTime(exchange)
                        ? "The database did not answer in time; try again shortly"
                        : "The database cannot be reached; try again shortly",
                "database_unavailable");
    }

    /** Anything else is a mistake of ours: the log has it, the caller only learns that. */
    public Problem unexpected(Exchange exchange) {
        String trace = Servlet.traceId(exchange);
        LOG.error(
                "Admin call failed in route {}: {}",
                exchange.getProperty(Exchange.FAILURE_ROUTE_ID),
                FailureKinds.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
        return Problem.of(500, "Internal error", "This is a mistake of the server; its log says more", "internal")
                .withTraceId(trace);
    }

    private static <T extends Throwable> Optional<T> caught(Exchange exchange, Class<T> type) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while (failure != null && !type.isInstance(failure)) {
            failure = failure.getCause();
        }
        return Optional.ofNullable(failure).map(type::cast);
    }
}
