package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.SunJsseFields.get;

import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.policy.PeerRejectedException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.Socket;
import java.util.concurrent.locks.Lock;
import javax.net.ssl.SSLEngine;

/**
 * Ends an open connection of SunJSSE by {@code TransportContext.fatal}. For a socket this sends the
 * alert, for which it waits until nobody else writes, and closes it. For an engine it makes the
 * alert ready to be wrapped, so that nothing else is wrapped or unwrapped any more.
 */
final class SunJsseEnd {

  private final SunJsseTransport transport;
  private final SunJsseFields fields;
  private final EngineChannels channels;

  SunJsseEnd(SunJsseTransport transport, SunJsseFields fields, EngineChannels channels) {
    this.transport = transport;
    this.fields = fields;
    this.channels = channels;
  }

  Ending end(PeerRejectedException rejected) throws IOException {
    Object key = transport.key();
    if (key instanceof SSLEngine) {
      SSLEngine engine = (SSLEngine) key;
      failLocked(engine, rejected);
      return channels.end(engine);
    }
    fail(rejected);
    cut(); // of a layered socket SunJSSE may leave the one below open
    return Ending.ALERT;
  }

  void cut() {
    Object key = transport.key();
    if (key instanceof SSLEngine) {
      channels.cut((SSLEngine) key);
    } else {
      cutSocket(key);
    }
  }

  /** Under the lock of the engine's own methods, which is held for moments only. */
  private void failLocked(SSLEngine engine, PeerRejectedException rejected) throws IOException {
    Object lock = fields.engineLock == null ? null : get(fields.engineLock, engine);
    if (lock instanceof Lock) {
      ((Lock) lock).lock();
      try {
        fail(rejected);
      } finally {
        ((Lock) lock).unlock();
      }
    } else {
      synchronized (engine) { // up to Java 12
        fail(rejected);
      }
    }
  }

  private void fail(PeerRejectedException rejected) throws IOException {
    if (transport.hasFailed()) {
      throw new IOException("the connection has failed before");
    }
    try {
      transport.tearDown(rejected);
    } catch (Throwable ending) {
      if (!transport.hasFailed()) {
        throw new IOException("SunJSSE has not ended the connection", ending);
      }
    }
  }

  private void cutSocket(Object key) {
    try {
      Object below = get(fields.socketBelow, key);
      if (below instanceof Socket && below != key) {
        ((Socket) below).close();
      }
      SunJsseFields.call(fields.shutdown, key);
    } catch (IOException | InvocationTargetException closed) {
      // which is what was wanted
    }
  }
}
