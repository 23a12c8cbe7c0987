package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.OneWayTls;

/** The clients of the matrix: each once as it should be, and once with all checks switched off. */
enum ClientApp {
  HTTPS_URL_CONNECTION(TestApp.HTTPS_URL_CONNECTION, false),
  HTTPS_URL_CONNECTION_TRUST_ALL(TestApp.HTTPS_URL_CONNECTION, true),
  JAVA_HTTP_CLIENT(TestApp.JAVA_HTTP_CLIENT, false),
  JAVA_HTTP_CLIENT_TRUST_ALL(TestApp.JAVA_HTTP_CLIENT, true),
  APACHE_HTTP_CLIENT(TestApp.APACHE_HTTP_CLIENT, false),
  APACHE_HTTP_CLIENT_TRUST_ALL(TestApp.APACHE_HTTP_CLIENT, true),
  OK_HTTP(TestApp.OK_HTTP, false),
  OK_HTTP_TRUST_ALL(TestApp.OK_HTTP, true),
  /** Checks no host name. */
  SSL_SOCKET(TestApp.SSL_SOCKET_CLIENT, false),
  SSL_SOCKET_TRUST_ALL(TestApp.SSL_SOCKET_CLIENT, true);

  private final TestApp app;
  private final boolean trustAll;

  ClientApp(TestApp app, boolean trustAll) {
    this.app = app;
    this.trustAll = trustAll;
  }

  TestApp app() {
    return app;
  }

  /** Whether the agent knows which connection an engine of this client belongs to. */
  boolean addressIsKnown() {
    return app != TestApp.JAVA_HTTP_CLIENT;
  }

  /** One request to each address; the client trusts the one-way authority or everybody. */
  Launch launch(OneWayTls material, String... urls) {
    Launch launch = Launch.of(app, "--url=" + String.join(",", urls));
    return trustAll
        ? launch.arguments("--trust-all")
        : launch.arguments(material.clientArguments());
  }
}
