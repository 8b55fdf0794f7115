package dev.pictor.web;

import dev.pictor.PictorException;

/// Ends a request with a [Problem].
final class ProblemException extends PictorException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.title() + ": " + problem.detail());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
