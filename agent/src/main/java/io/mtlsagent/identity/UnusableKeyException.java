package io.mtlsagent.identity;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.FileContent;

/** A key that cannot be used, before it is known which file and setting are to blame. */
final class UnusableKeyException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String mend;

  /**
   * @param problem part of a sentence with the file as subject; nothing secret
   * @param mend what to do; {@code FILE} stands for the path of the file
   */
  UnusableKeyException(String problem, String mend) {
    super(problem);
    this.problem = problem;
    this.mend = mend;
  }

  String problem() {
    return problem;
  }

  String mend() {
    return mend;
  }

  ConfigurationException in(FileContent file) {
    return file.error(problem, mend.replace("FILE", file.path()));
  }
}
