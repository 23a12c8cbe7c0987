package example.jdk.stubborn;

import com.sun.net.httpserver.HttpsParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The setters that sockets, server sockets, engines and the JDK's HTTPS server have in common. */
interface Demand {

  void need(boolean value);

  void want(boolean value);

  SSLParameters parameters();

  void parameters(SSLParameters parameters);

  void clientMode(boolean value);

  static Demand of(SSLSocket socket) {
    return new Demand() {
      @Override
      public void need(boolean value) {
        socket.setNeedClientAuth(value);
      }

      @Override
      public void want(boolean value) {
        socket.setWantClientAuth(value);
      }

      @Override
      public SSLParameters parameters() {
        return socket.getSSLParameters();
      }

      @Override
      public void parameters(SSLParameters parameters) {
        socket.setSSLParameters(parameters);
      }

      @Override
      public void clientMode(boolean value) {
        socket.setUseClientMode(value);
      }
    };
  }

  static Demand of(SSLServerSocket socket) {
    return new Demand() {
      @Override
      public void need(boolean value) {
        socket.setNeedClientAuth(value);
      }

      @Override
      public void want(boolean value) {
        socket.setWantClientAuth(value);
      }

      @Override
      public SSLParameters parameters() {
        return socket.getSSLParameters();
      }

      @Override
      public void parameters(SSLParameters parameters) {
        socket.setSSLParameters(parameters);
      }

      @Override
      public void clientMode(boolean value) {
        socket.setUseClientMode(value);
      }
    };
  }

  static Demand of(SSLEngine engine) {
    return new Demand() {
      @Override
      public void need(boolean value) {
        engine.setNeedClientAuth(value);
      }

      @Override
      public void want(boolean value) {
        engine.setWantClientAuth(value);
      }

      @Override
      public SSLParameters parameters() {
        return engine.getSSLParameters();
      }

      @Override
      public void parameters(SSLParameters parameters) {
        engine.setSSLParameters(parameters);
      }

      @Override
      public void clientMode(boolean value) {
        engine.setUseClientMode(value);
      }
    };
  }

  /** The JDK's HTTPS server, which has no client mode. */
  static Demand of(HttpsParameters connection, SSLContext context) {
    return new Demand() {
      @Override
      public void need(boolean value) {
        connection.setNeedClientAuth(value);
      }

      @Override
      public void want(boolean value) {
        connection.setWantClientAuth(value);
      }

      @Override
      public SSLParameters parameters() {
        return context.getDefaultSSLParameters();
      }

      @Override
      public void parameters(SSLParameters parameters) {
        connection.setSSLParameters(parameters);
      }

      @Override
      public void clientMode(boolean value) {}
    };
  }
}
