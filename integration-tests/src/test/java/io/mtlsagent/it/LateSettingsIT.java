package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an application sets in {@code main} still counts, on every virtual machine: the agent has
 * not made JSSE, nor the checks of certificates, read their properties before.
 */
class LateSettingsIT {

  private static final String BOTH = "--tls-disabled=TLSv1.3";

  @TempDir static Path directory;
  private static MutualTls material;
  private static PeerFiles ownClient;
  private static RawTlsServer server;

  @BeforeAll
  static void startServer() {
    material = MutualTls.in(directory);
    ownClient = material.pki().client(PeerKind.GOOD);
    server =
        RawTlsServer.start(material.pki().server(PeerKind.GOOD), material.pki().rootCertificate());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** The calls of this application are out of scope, so that its own settings are what counts. */
  private static Launch launch(Jvm jvm, String... options) {
    Path truststore = material.trustsItsOwnAuthority();
    return Launch.of(
            TestApp.LATE_SETTINGS,
            "--truststore=" + truststore,
            "--storepass=" + PkiFiles.PASSWORD,
            "--url=https://localhost:" + server.port() + "/")
        .arguments(options)
        .withAgent(
            material
                .config("late-" + jvm.version())
                .set("client.hosts", "*.in-scope.example")
                .write());
  }

  private static List<String> run(Jvm jvm, Launch launch) {
    try (RunningApp app = jvm.start(launch)) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      return app.output();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.mtlsagent.it.jvm.Jvms#all")
  void storesAndDisabledProtocolsSetInMainCount(Jvm jvm) {
    jvm.assumeRuns(TestApp.LATE_SETTINGS);
    int before = server.clients().size();
    assertThat(run(jvm, launch(jvm, "--keystore=" + ownClient.keystore(), BOTH)))
        .singleElement()
        .asString()
        .startsWith("STATUS 200 TLS_ECDHE_") // of TLS 1.2
        .endsWith("hello");
    assertThat(server.clients().subList(before, before + 1))
        .allMatch(name -> name.contains("CN=" + PeerKind.GOOD.clientName()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.mtlsagent.it.jvm.Jvms#all")
  void algorithmsOfCertificatesDisabledInMainAreRefused(Jvm jvm) {
    jvm.assumeRuns(TestApp.LATE_SETTINGS);
    Launch launch =
        launch(
            jvm,
            "--keystore=" + ownClient.keystore(),
            "--certpath-disabled=SHA256withECDSA,EC keySize < 300");
    assertThat(run(jvm, launch))
        .singleElement()
        .asString()
        .startsWith("FAILED ")
        .contains("CertPathValidatorException");
  }
}
