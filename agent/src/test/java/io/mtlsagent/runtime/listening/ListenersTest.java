package io.mtlsagent.runtime.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOptions;
import io.mtlsagent.audit.AuditTarget;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Endpoints;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.PeerRecorder;
import io.mtlsagent.handshake.PeerStatistics;
import io.mtlsagent.handshake.RequestedName;
import io.mtlsagent.handshake.SupposedConnection;
import io.mtlsagent.handshake.Transport;
import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process listens on is told from the tables of the system, TLS or not. */
class ListenersTest {

  private static final String NOBODY = "00000000:0000";

  @TempDir Path directory;
  private FakeProcess process;
  private AuditLog log;
  private Handshakes handshakes;

  @BeforeEach
  void open() throws Exception {
    process = FakeProcess.in(directory.resolve("self")).holds(1).holds(2).holds(3);
    log =
        AuditLog.open(
            AuditOptions.to(AuditTarget.file(directory.resolve("audit.jsonl").toFile()))
                .delivery(AuditDelivery.SYNC)
                .build(),
            line -> {});
    handshakes = new Handshakes(new NoEndpoint(), new PeerRecorder(log, new PeerStatistics()));
  }

  @AfterEach
  void close() {
    log.close(AuditEvent.of(AuditAction.AGENT_STOPPED).build());
  }

  @Test
  void listeningSocketsOfThisProcessAloneAreTold() throws IOException {
    process
        .table("tcp", "0100007F:20FB " + NOBODY + " 0A 1", "00000000:2328 " + NOBODY + " 0A 99")
        .table(
            "tcp6",
            "00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 2")
        .table("udp", "00000000:14E9 " + NOBODY + " 07 3", "0100007F:14EA 0100007F:0035 01 3");

    assertThat(listeners().now())
        .extracting(Listener::toString)
        .containsExactly(
            "tcp 127.0.0.1:8443: no TLS seen, out of scope",
            "tcp [0:0:0:0:0:0:0:1]:8080: no TLS seen, out of scope",
            "udp *:5353: UDP, which the agent does not cover, out of scope");
  }

  @Test
  void portOfAHandshakeIsOneOfTls() throws IOException {
    process.table("tcp", "0100007F:20FB " + NOBODY + " 0A 1");
    Transport client = SupposedConnection.fromClient(8443);
    handshakes.clientHello(handshakes.begin(client), client, "localhost");

    assertThat(listeners().now()).extracting(Listener::tls).containsExactly(Listener.Tls.SEEN);
  }

  @Test
  void handshakeAtAnUnknownPortMayHaveBeenAtAny() throws IOException {
    process.table("tcp", "0100007F:20FB " + NOBODY + " 0A 1");
    Transport client = SupposedConnection.fromClient(0);
    handshakes.clientHello(handshakes.begin(client), client, "localhost");

    assertThat(listeners().now()).extracting(Listener::tls).containsExactly(Listener.Tls.UNKNOWN);
  }

  @Test
  void connectionWithoutTlsIsSeen() throws IOException {
    connectAt8443();

    assertThat(listeners().now())
        .extracting(Listener::tls)
        .containsExactly(Listener.Tls.CONNECTED_WITHOUT);
  }

  @Test
  void connectionOutOfScopeIsNotAudited() throws IOException {
    connectAt8443();
    PlaintextWatch watch = new PlaintextWatch(listeners(), log);
    assertThat(watch.look(Mode.ENFORCE)).isFalse();
    assertThat(watch.look(Mode.ENFORCE)).isFalse();

    assertThat(Files.readAllLines(directory.resolve("audit.jsonl"))).isEmpty();
  }

  @Test
  void systemWithoutTablesSaysSo() {
    Listeners nowhere =
        new Listeners(
            directory.resolve("nowhere").toFile(), handshakes.tlsPorts(), new NoEndpoint());

    assertThatThrownBy(nowhere::now).isInstanceOf(IOException.class).hasMessageContaining("/proc");
  }

  @Test
  void tableOfAnotherFormIsNoReasonToGuess() throws IOException {
    Files.writeString(directory.resolve("self/net/tcp"), "heading\nnot a table\n");

    assertThatThrownBy(listeners()::now).isInstanceOf(IOException.class);
  }

  private void connectAt8443() throws IOException {
    process.table("tcp", "0100007F:20FB " + NOBODY + " 0A 1", "0100007F:20FB 0100007F:C350 01 2");
  }

  private Listeners listeners() {
    return new Listeners(process.folder(), handshakes.tlsPorts(), new NoEndpoint());
  }

  /** Nothing is in scope. */
  private static final class NoEndpoint implements Endpoints {
    @Override
    public @Nullable Endpoint forConnection(Transport transport, RequestedName requested) {
      return null;
    }

    @Override
    public boolean areOff() {
      return false;
    }

    @Override
    public boolean dependOnServerName() {
      return false;
    }
  }
}
