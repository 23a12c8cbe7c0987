package io.mtlsagent.it.status;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mtlsagent.it.status.StatusFaults.Status;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import java.io.IOException;

/** What servers of lists and responders alike do wrong over HTTP. */
final class TransportFaults {

  private static final byte[] HTML = "<html>sign in</html>".getBytes(US_ASCII);
  private static final byte[] ENDLESS_HEAD =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n0".getBytes(US_ASCII);
  private static final byte[] HEAD_OF_TEN_GIGABYTES =
      "HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n0".getBytes(US_ASCII);

  private final StatusFaults faults;
  private final boolean ocsp;

  private TransportFaults(StatusFaults faults, boolean ocsp) {
    this.faults = faults;
    this.ocsp = ocsp;
  }

  static void addTo(StatusFaults faults) throws IOException {
    new TransportFaults(faults, true).addAll();
    new TransportFaults(faults, false).addAll();
  }

  private void addAll() throws IOException {
    add("down", StatusFaults.closedUrl());
    add("hanging", faults.keep(RawHttpServer.hanging()).url());
    add("dripping", faults.keep(RawHttpServer.dripping(20)).url());
    add("500", faults.answering(500, HTML));
    add("wrong content", faults.answering(200, HTML));
    add("empty", faults.answering(200, new byte[0]));
    add("redirect loop", faults.keep(RawHttpServer.redirectingToItself()).url());
    add("endless", faults.keep(RawHttpServer.endless(ENDLESS_HEAD)).url());
    add("of ten gigabytes", faults.keep(RawHttpServer.endless(HEAD_OF_TEN_GIGABYTES)).url());
  }

  private void add(String name, String url) {
    Pki authority = faults.authority();
    if (ocsp) {
      faults.add("ocsp " + name, Status.UNKNOWN, StatusFaults.clientOfResponders(authority, url));
    } else {
      faults.add("crl " + name, Status.UNKNOWN, StatusFaults.clientOfList(authority, url));
    }
  }
}
