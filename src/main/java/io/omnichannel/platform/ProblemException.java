package io.omnichannel.platform;

/** A request that is answered with a problem. Carries no stack trace: it is an answer, not a failure of ours. */
public class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(int status, String title, String detail, String code) {
        this(Problem.of(status, title, detail, code));
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not found", detail, "not_found");
    }

    public Problem problem() {
        return problem;
    }
}
