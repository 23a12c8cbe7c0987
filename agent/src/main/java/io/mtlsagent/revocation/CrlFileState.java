package io.mtlsagent.revocation;

import java.io.File;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Collections;
import java.util.List;

/** The lists that one file gave last, and how to tell whether it changed since. Immutable. */
final class CrlFileState {

  /** Up to this size a file is compared by content each time. */
  private static final long SMALL = 256 * 1024;

  /** A time stamp this close to the moment of reading may hide a later write (milliseconds). */
  private static final long RACE = 3000;

  /** How often a large file may be taken for unchanged by its stamp alone. */
  private static final int TRUSTED_LOOKS = 11;

  private static final CrlFileState NONE =
      new CrlFileState("", 0, Collections.<CertificateRevocationList>emptyList(), "");

  private final String stamp;
  private final int looks;
  private final List<CertificateRevocationList> lists;
  private final String problem;

  private CrlFileState(
      String stamp, int looks, List<CertificateRevocationList> lists, String problem) {
    this.stamp = stamp;
    this.looks = looks;
    this.lists = lists;
    this.problem = problem;
  }

  /** The state of a file that has not given a list yet. */
  static CrlFileState none() {
    return NONE;
  }

  static CrlFileState read(File file) throws IOException, CrlRefusedException {
    String stamp = stampOf(file);
    return new CrlFileState(stamp, 0, CrlFile.read(file), "");
  }

  /** Empty where no stamp can be trusted. */
  private static String stampOf(File file) throws IOException {
    long modified = file.lastModified();
    if (System.currentTimeMillis() - modified < RACE) {
      return "";
    }
    // The canonical path tells where a symbolic link (Kubernetes' ..data) points to now.
    return file.length() + " " + modified + " " + file.getCanonicalPath();
  }

  /** This state if the file is the same, else the new one. */
  CrlFileState readAgain(File file) throws IOException, CrlRefusedException {
    String now = stampOf(file);
    boolean same = problem.isEmpty() && !now.isEmpty() && now.equals(stamp);
    if (same && file.length() > SMALL && looks < TRUSTED_LOOKS) {
      return new CrlFileState(stamp, looks + 1, lists, "");
    }
    if (!lists.isEmpty() && CrlFile.hasContentOf(file, lists)) {
      return new CrlFileState(now, 0, lists, "");
    }
    List<CertificateRevocationList> fresh = CrlFile.read(file);
    for (CertificateRevocationList list : fresh) {
      for (CertificateRevocationList predecessor : lists) {
        checkSuccession(list, predecessor);
      }
    }
    return new CrlFileState(now, 0, fresh, "");
  }

  private static void checkSuccession(
      CertificateRevocationList list, CertificateRevocationList predecessor)
      throws CrlRefusedException {
    if (!list.isSuccessorOf(predecessor)) {
      return;
    }
    if (list.isOlderThan(predecessor)) {
      throw new CrlRefusedException(
          "it is older than the list in force ("
              + age(list)
              + " after "
              + age(predecessor)
              + "), which may be a replay");
    }
    List<PublicKey> signers = predecessor.signers();
    boolean signed = signers.isEmpty();
    for (PublicKey signer : signers) {
      signed |= list.whyNotSignedBy(signer).isEmpty();
    }
    if (!signed) {
      throw new CrlRefusedException("it is not signed by the key that signed the list in force");
    }
  }

  private static String age(CertificateRevocationList list) {
    return "number "
        + (list.number().isPresent() ? list.number().get().toString() : "none")
        + " of "
        + list.thisUpdate();
  }

  CrlFileState withProblem(String newProblem) {
    return new CrlFileState(stamp, looks, lists, newProblem);
  }

  List<CertificateRevocationList> lists() {
    return lists;
  }

  /** Why the file was refused last; empty if it was not. */
  String problem() {
    return problem;
  }

  boolean hasListsOf(CrlFileState other) {
    return lists == other.lists;
  }

  String describe() {
    StringBuilder text = new StringBuilder();
    for (CertificateRevocationList list : lists) {
      text.append(text.length() == 0 ? "" : "; ")
          .append(list.issuer().getName())
          .append(", ")
          .append(list.size())
          .append(list.size() == 1 ? " entry" : " entries")
          .append(", nextUpdate ")
          .append(list.nextUpdate());
    }
    return text.toString();
  }
}
