package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.net.ServerSocket;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import javax.rmi.ssl.SslRMIServerSocketFactory;

/**
 * RMI over SSL: registry and object on one port. The key store comes from the system properties,
 * which this program sets itself, as many do.
 */
public final class RmiServerApp implements RmiGreeting {

  private RmiServerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    System.setProperty("javax.net.ssl.keyStore", options.text("keystore"));
    System.setProperty("javax.net.ssl.keyStorePassword", options.text("storepass"));
    System.setProperty(
        "javax.net.ssl.keyStoreType", TlsContexts.storeType(options.text("keystore")));
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    SslRMIServerSocketFactory serverSockets = new SslRMIServerSocketFactory();
    SslRMIClientSocketFactory clientSockets = new SslRMIClientSocketFactory();
    int port = options.number("port", 0) == 0 ? freePort() : options.number("port", 0);
    Registry registry = LocateRegistry.createRegistry(port, clientSockets, serverSockets);
    registry.rebind(
        "greeting",
        UnicastRemoteObject.exportObject(new RmiServerApp(), port, clientSockets, serverSockets));
    Report.ready(port);
    Thread.sleep(Long.MAX_VALUE);
  }

  @Override
  public String greet(String path) throws RemoteException {
    Report.request(path);
    return "hello";
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }
}
