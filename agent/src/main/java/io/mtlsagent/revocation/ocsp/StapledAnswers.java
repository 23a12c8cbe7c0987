package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Staples;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.revocation.StapleSource;
import io.mtlsagent.revocation.fetch.FetchException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers that servers have stapled, verified like those of a responder. They are kept, since a
 * resumed session brings none.
 */
public final class StapledAnswers implements StapleSource {

  private static final String SOURCE = "staple";
  private static final String SENDER = "the staple";
  private static final int MAX_ANSWERS = 1000;
  private static final int MAX_BYTES = 64 * 1024;

  private final OcspVerification verification;
  private final Duration grace;
  private final Map<OcspQuestion, Kept> answers = new Recent();

  /**
   * @param lists asked whether a delegated responder is revoked
   * @param grace how long past its nextUpdate an answer still counts
   */
  public StapledAnswers(RevocationSource lists, Duration grace) {
    this.verification = new OcspVerification(lists, grace);
    this.grace = grace;
  }

  @Override
  public RevocationFinding find(X509Certificate certificate, X509Certificate issuer, Instant now) {
    Kept kept = kept(new OcspQuestion(certificate, issuer));
    return kept == null
        ? RevocationFinding.of(RevocationStatus.NOT_AVAILABLE, "no answer was stapled")
        : kept.answer.finding(now, grace, SENDER, SOURCE);
  }

  @Override
  public boolean offer(
      Staples staples, X509Certificate certificate, X509Certificate issuer, Instant now) {
    boolean good = false;
    OcspQuestion question = new OcspQuestion(certificate, issuer);
    for (byte[] response : staples.responses()) {
      OcspAnswer answer = response.length > MAX_BYTES ? null : answer(question, response, now);
      if (answer != null) {
        good |= answer.status() == RevocationStatus.GOOD;
        keep(question, new Kept(response, answer));
      }
    }
    return good;
  }

  /** Null where it may not be believed, or is about another certificate. */
  private @Nullable OcspAnswer answer(OcspQuestion question, byte[] response, Instant now) {
    Kept kept = kept(question);
    if (kept != null
        && Arrays.equals(kept.response, response)
        && kept.answer.isUsable(now, grace)) {
      return kept.answer; // its signature was checked when it came for the first time
    }
    try {
      CertificateId id = CertificateId.of(question.certificate(), question.issuer());
      return verification.verify(response, id, question.issuer(), null, now);
    } catch (FetchException | MalformedDerException e) {
      return null;
    }
  }

  private @Nullable Kept kept(OcspQuestion question) {
    synchronized (answers) {
      return answers.get(question);
    }
  }

  /** A server chooses what it staples: so not all takes the place of what it stapled before. */
  private void keep(OcspQuestion question, Kept fresh) {
    synchronized (answers) {
      Kept before = answers.get(question);
      if (before == null || fresh.answer.mayReplace(before.answer)) {
        answers.put(question, fresh);
      }
    }
  }

  /** A response and what it says. */
  private static final class Kept {

    final byte[] response;
    final OcspAnswer answer;

    Kept(byte[] response, OcspAnswer answer) {
      this.response = response;
      this.answer = answer;
    }
  }

  /** The answers that were looked at last. */
  private static final class Recent extends LinkedHashMap<OcspQuestion, Kept> {

    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, /* accessOrder= */ true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<OcspQuestion, Kept> eldest) {
      return size() > MAX_ANSWERS;
    }
  }
}
