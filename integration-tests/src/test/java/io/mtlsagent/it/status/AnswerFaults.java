package io.mtlsagent.it.status;

import io.mtlsagent.it.status.StatusFaults.Status;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.Pki;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What is wrong with the answers of responders, and what must not be. */
final class AnswerFaults {

  private final StatusFaults faults;

  AnswerFaults(StatusFaults faults) {
    this.faults = faults;
  }

  void add() throws Exception {
    addAnswers();
    addPairsOfResponders();
  }

  private interface Answering {
    void change(OcspResponder responder, Pki authority) throws Exception;
  }

  private void addAnswers() throws Exception {
    Instant now = Instant.now();
    answers("good", Status.GOOD, (r, authority) -> {});
    answers("revoked", Status.REVOKED, (r, authority) -> r.status = OcspResponder.revoked());
    answers("unknown", Status.UNKNOWN, (r, authority) -> r.status = OcspResponder.unknown());
    answers("try later", Status.UNKNOWN, (r, authority) -> r.errorStatus = 3);
    answers("without POST", Status.GOOD, (r, authority) -> r.takesPost = false);
    answers("slow", Status.GOOD, (r, authority) -> r.delayMillis = StatusFaults.SLOW_MILLIS);
    answers("truncated", Status.UNKNOWN, (r, authority) -> r.missingBytes = 40);
    answers("without nextUpdate", Status.GOOD, (r, authority) -> r.nextUpdate = null);
    answers(
        "without nextUpdate, of an hour ago",
        Status.UNKNOWN,
        (r, authority) -> {
          r.thisUpdate = now.minusSeconds(3600);
          r.nextUpdate = null;
        });
    answers(
        "wrong signer",
        Status.UNKNOWN,
        (r, authority) -> r.key = StatusFaults.sameNameAs(authority).authority().key());
    answers("delegate", Status.GOOD, (r, authority) -> r.delegate(delegate(authority).make()));
    answers(
        "delegate of another authority",
        Status.UNKNOWN,
        (r, authority) -> r.delegate(delegate(StatusFaults.sameNameAs(authority)).make()));
    answers(
        "delegate without the purpose",
        Status.UNKNOWN,
        (r, authority) -> r.delegate(authority.issue("delegate").forServer().make()));
    answers(
        "expired",
        Status.UNKNOWN,
        (r, authority) -> {
          r.thisUpdate = now.minusSeconds(7200);
          r.nextUpdate = now.minusSeconds(3600);
        });
    answers(
        "future",
        Status.UNKNOWN,
        (r, authority) -> {
          r.thisUpdate = now.plusSeconds(3600);
          r.nextUpdate = now.plusSeconds(7200);
        });
    answers(
        "within the skew of clocks",
        Status.GOOD,
        (r, authority) -> r.thisUpdate = now.plusSeconds(240));
    answers("nonce of another", Status.UNKNOWN, (r, authority) -> r.nonce = new byte[] {4, 1, 7});
    answers(
        "answer of another certificate",
        Status.UNKNOWN,
        (r, authority) ->
            r.wholeAnswer =
                r.staple(authority.client("another").certificate(), authority.certificate()));
  }

  private static CertificateRecipe delegate(Pki authority) {
    return authority.issue("delegate").purposes(KeyPurposeId.id_kp_OCSPSigning);
  }

  private void answers(String name, Status status, Answering change) throws Exception {
    Pki authority = faults.authority();
    faults.add(
        "ocsp " + name,
        status,
        StatusFaults.clientOfResponders(authority, responder(authority, change)));
  }

  private String responder(Pki authority, Answering change) throws Exception {
    OcspResponder responder = faults.keep(OcspResponder.of(authority.authority()));
    change.change(responder, authority);
    return responder.url();
  }

  /** Only what is no answer is a reason to ask the second responder. */
  private void addPairsOfResponders() throws Exception {
    pair("down, then good", Status.GOOD, null);
    pair("wrong signer, then good", Status.GOOD, (r, a) -> r.key = Keys.ec());
    pair("revoked, then good", Status.REVOKED, (r, a) -> r.status = OcspResponder.revoked());
    pair("unknown, then good", Status.GOOD, (r, a) -> r.status = OcspResponder.unknown());
    Pki authority = faults.authority();
    String fails = responder(authority, (r, a) -> r.errorStatus = 3);
    faults.add(
        "ocsp down twice",
        Status.UNKNOWN,
        StatusFaults.clientOfResponders(authority, StatusFaults.closedUrl(), fails));
  }

  private void pair(String name, Status status, Answering first) throws Exception {
    Pki authority = faults.authority();
    String url = first == null ? StatusFaults.closedUrl() : responder(authority, first);
    String good = responder(authority, (r, a) -> {});
    faults.add("ocsp " + name, status, StatusFaults.clientOfResponders(authority, url, good));
  }
}
