package com.beachdo.edge.http;

/** Ends the serving of a request with a problem. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    ProblemException(int status, String code, String detail) {
        this(new Problem(status, code, detail));
    }

    Problem problem() {
        return problem;
    }
}
