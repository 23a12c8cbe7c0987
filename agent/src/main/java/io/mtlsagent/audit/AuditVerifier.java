package io.mtlsagent.audit;

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
 *
 * <p>A line that a crash has cut off is bound into the chain by the line after it. What stands
 * before it is bound only if the cut came after its {@code previous_hash}.
 */
public final class AuditVerifier {

  private final TornLines torn = new TornLines();
  private long lines;
  private boolean beginsAtOrigin = true;
  private @Nullable AuditProblem problem;

  /** The hash of the line before, null before the first. */
  private @Nullable String expected;

  private long sequence;

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
        LinePlace place = new LinePlace(file, number, reader.isEnded());
        LineFacts facts = LineFacts.of(reader);
        problem = facts.fault() == null ? whole(place, facts) : unreadable(place, facts);
        expected = reader.hash();
        sequence = facts.sequence();
      }
    }
  }

  private @Nullable AuditProblem whole(LinePlace place, LineFacts facts) {
    if (facts.previousHash() == null) {
      return torn.orElse(
          place.problem(
              AuditProblem.Kind.HASH_MISSING,
              "the line has no mtls.audit.previous_hash (was audit.chain false?)"));
    }
    if (!follows(facts)) {
      return torn.orElse(mismatch(place, facts.previousHash()));
    }
    torn.bound();
    if (!place.isEnded()) {
      torn.add(place, facts, expected == null);
    }
    return null;
  }

  private @Nullable AuditProblem unreadable(LinePlace place, LineFacts facts) {
    if (!follows(facts)) {
      return torn.orElse(mismatch(place, String.valueOf(facts.previousHash())));
    }
    if (facts.previousHash() != null) {
      torn.bound();
    } else if (!torn.mayBeFollowedBy(facts)) {
      return torn.orElse(place.notJson(facts));
    } else if (!isNext(facts.sequence())) {
      return place.problem(
          AuditProblem.Kind.HASH_MISMATCH,
          "the line is number "
              + facts.sequence()
              + " of its process, and the line before it number "
              + sequence
              + ": lines were removed or put in");
    }
    torn.add(place, facts, expected == null);
    return null;
  }

  /** Whether it follows the line before it, as far as it tells. */
  private boolean follows(LineFacts facts) {
    String previous = facts.previousHash();
    if (expected == null) {
      beginsAtOrigin = LineChain.ORIGIN.equals(previous);
      return true;
    }
    return previous == null || previous.equals(expected);
  }

  /** A process counts from 1, and gives the number of a line that it could not write again. */
  private boolean isNext(long number) {
    return number <= 1
        || sequence == 0
        || number == sequence + 1
        || (number == sequence && torn.isPending());
  }

  private AuditVerification result() {
    AuditProblem found = problem == null ? torn.atTheEnd() : problem;
    return new AuditVerification(lines, torn, beginsAtOrigin, found);
  }

  private static AuditProblem mismatch(LinePlace place, String previous) {
    return place.problem(
        AuditProblem.Kind.HASH_MISMATCH,
        "the line follows one with the hash "
            + shown(previous)
            + ", which the line before it has not: lines were changed, removed or put in");
  }

  private static String shown(String hash) {
    boolean plain = hash.length() == LineChain.ORIGIN.length();
    for (int i = 0; plain && i < hash.length(); i++) {
      plain = hash.charAt(i) < 0x80 && Character.digit(hash.charAt(i), 16) >= 0;
    }
    return plain ? hash : "(malformed)";
  }
}
