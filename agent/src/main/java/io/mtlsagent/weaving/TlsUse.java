package io.mtlsagent.weaving;

/** Told when the application uses TLS: what must run only then is started, and places are noted. */
final class TlsUse {

  private final Runnable firstUse;
  private final CoverageLedger ledger;

  /**
   * @param firstUse must be cheap when repeated
   */
  TlsUse(Runnable firstUse, CoverageLedger ledger) {
    this.firstUse = firstUse;
    this.ledger = ledger;
  }

  /** A handshake begins. */
  void handshake() {
    firstUse.run();
  }

  /** A context of a stack is made, on this thread. */
  void contextMade(String stack) {
    firstUse.run();
    ledger.contextMade(stack);
  }
}
