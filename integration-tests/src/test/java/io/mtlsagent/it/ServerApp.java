package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.Talk;

/** The servers of the matrix, and how one talks to them. */
enum ServerApp {
  HTTPS_SERVER(TestApp.HTTPS_SERVER, Talk.HTTP),
  SSL_SERVER_SOCKET(TestApp.SSL_SERVER_SOCKET, Talk.HTTP),
  START_TLS(TestApp.START_TLS_SERVER, Talk.START_TLS),
  RMI(TestApp.RMI_SERVER, Talk.RMI),
  TOMCAT(TestApp.TOMCAT, Talk.HTTP),
  JETTY(TestApp.JETTY, Talk.HTTP),
  NETTY(TestApp.NETTY, Talk.HTTP),
  SPRING_BOOT(TestApp.SPRING_BOOT, Talk.HTTP);

  private final TestApp app;
  private final Talk talk;

  ServerApp(TestApp app, Talk talk) {
    this.app = app;
    this.talk = talk;
  }

  TestApp app() {
    return app;
  }

  Talk talk() {
    return talk;
  }

  /** Whether its application code says which paths it was asked for. */
  boolean namesRequests() {
    return talk != Talk.RMI;
  }

  Launch launch(OneWayTls material) {
    return Launch.of(app, material.serverArguments());
  }
}
