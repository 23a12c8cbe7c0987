package io.mtlsagent.audit;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the chain of an audit log in constant memory.
 *
 * <p>The chain has no key. It shows lines that were changed, lost, put in or put elsewhere by an
 * accident or by somebody who did not rewrite all lines after them; who may write the file can
 * forge a whole new chain, or cut its end off.
 */
public final class AuditVerifier {

  private final PreviousHash hashes = new PreviousHash();
  private long lines;
  private long tornLines;
  private boolean beginsAtOrigin = true;
  private @Nullable AuditProblem problem;

  /** The hash of the line before, null before the first. */
  private @Nullable String expected;

  /** The line before, where it is not JSON: torn and mended if the next line goes on from it. */
  private @Nullable AuditProblem doubtful;

  private AuditVerifier() {}

  /** Checks one log. */
  public static AuditVerification verify(String name, InputStream log) throws IOException {
    AuditVerifier verifier = new AuditVerifier();
    verifier.read(name, log);
    return verifier.result();
  }

  /** Checks one file by itself. */
  public static AuditVerification verify(File log) throws IOException {
    return verify(Collections.singletonList(log));
  }

  /** Checks files whose chain goes on from one to the next, the oldest first. */
  public static AuditVerification verify(List<File> oldestFirst) throws IOException {
    AuditVerifier verifier = new AuditVerifier();
    for (File file : oldestFirst) {
      try (InputStream log = new FileInputStream(file)) {
        verifier.read(file.getPath(), log);
      }
    }
    return verifier.result();
  }

  /** A log and what its rotation left beside it (NAME.1, NAME.2 and so on), the oldest first. */
  public static List<File> rotated(File current) {
    return RotatedFiles.oldestFirst(current);
  }

  private void read(String file, InputStream log) throws IOException {
    LogLines reader = new LogLines(log);
    long number = 0;
    while (reader.next()) {
      number++;
      lines++;
      if (problem == null) {
        check(file, number, reader);
      }
    }
  }

  private void check(String file, long number, LogLines line) {
    String previous;
    try {
      previous = read(line);
    } catch (IOException e) {
      unreadable(file, number, line, e);
      return;
    }
    if (previous == null) {
      problem =
          doubtful != null
              ? doubtful
              : new AuditProblem(
                  file,
                  number,
                  AuditProblem.Kind.HASH_MISSING,
                  "the line has no mtls.audit.previous_hash (was audit.chain false?)");
      return;
    }
    if (expected == null) {
      beginsAtOrigin = previous.equals(LineChain.ORIGIN);
    } else if (!previous.equals(expected)) {
      problem = doubtful != null ? doubtful : mismatch(file, number, previous);
      return;
    }
    settle();
    expected = line.hash();
    if (!line.isEnded()) {
      doubtful = torn(file, number);
    }
  }

  private @Nullable String read(LogLines line) throws IOException {
    if (line.isTooLong()) {
      throw new IOException("longer than any line of the agent");
    }
    return hashes.of(line.bytes(), line.size());
  }

  private void unreadable(String file, long number, LogLines line, IOException cause) {
    if (doubtful != null) {
      problem = doubtful;
      return;
    }
    if (expected == null) {
      beginsAtOrigin = false;
    }
    expected = line.hash();
    doubtful =
        line.isEnded()
            ? new AuditProblem(
                file,
                number,
                AuditProblem.Kind.NOT_JSON,
                "the line is not one JSON object" + place(cause))
            : torn(file, number);
  }

  /** The line after a doubtful one goes on from it: it was torn, and kept. */
  private void settle() {
    if (doubtful != null) {
      tornLines++;
      doubtful = null;
    }
  }

  private AuditVerification result() {
    return new AuditVerification(
        lines, tornLines, beginsAtOrigin, problem == null ? doubtful : problem);
  }

  private static AuditProblem mismatch(String file, long number, String previous) {
    return new AuditProblem(
        file,
        number,
        AuditProblem.Kind.HASH_MISMATCH,
        "the line follows one with the hash "
            + shown(previous)
            + ", which the line before it has not: lines were changed, removed or put in");
  }

  private static AuditProblem torn(String file, long number) {
    return new AuditProblem(
        file,
        number,
        AuditProblem.Kind.TORN_LAST_LINE,
        "the log ends without a newline: a crash, or a line that is being written");
  }

  /** Not the parser's message: it repeats the line, which may steer a terminal. */
  private static String place(IOException cause) {
    if (!(cause instanceof JsonProcessingException)) {
      return ": " + cause.getMessage();
    }
    JsonLocation location = ((JsonProcessingException) cause).getLocation();
    return location == null ? "" : " (from byte " + location.getByteOffset() + " on)";
  }

  private static String shown(String hash) {
    boolean plain = hash.length() == LineChain.ORIGIN.length();
    for (int i = 0; plain && i < hash.length(); i++) {
      plain = hash.charAt(i) < 0x80 && Character.digit(hash.charAt(i), 16) >= 0;
    }
    return plain ? hash : "(malformed)";
  }
}
