package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that goes away within the handshake, without an alert, leaves its line all the same. */
class AbandonedHandshakeIT {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"HTTPS_SERVER", "SSL_SERVER_SOCKET", "TOMCAT", "JETTY", "NETTY"})
  void clientThatLeavesAfterItsClientHelloIsAudited(ServerApp kind) throws Exception {
    PkiFiles pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    OneWayTls oneWay = OneWayTls.in(directory.resolve("one-way"));
    AgentConfig config =
        new AgentConfig(directory.resolve("agent"), pki.server(PeerKind.GOOD), pki);
    try (GuardedServer server = GuardedServer.start(Jvms.own(), kind.launch(oneWay), config)) {
      int localPort = leaveAfterClientHello(server.port());

      AuditLine line = server.audit().awaitVerdictOnClient(localPort);
      assertThat(line.text("event.action") + " " + line.text("event.code"))
          .isEqualTo("peer-rejected protocol");
      assertThat(server.audit().lines()).filteredOn(AuditLine::isVerdict).hasSize(1);
    }
  }

  private static int leaveAfterClientHello(int port) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      socket.getOutputStream().write(hello.array(), 0, hello.position());
      socket.getInputStream().read(); // the server is within the handshake now
      return socket.getLocalPort();
    }
  }
}
