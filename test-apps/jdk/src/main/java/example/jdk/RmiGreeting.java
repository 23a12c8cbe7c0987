package example.jdk;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** The remote interface of {@link RmiServerApp}. */
public interface RmiGreeting extends Remote {

  String greet(String path) throws RemoteException;
}
