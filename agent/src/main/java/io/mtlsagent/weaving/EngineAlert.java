package io.mtlsagent.weaving;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** The bytes that an engine which has been ended still wants to send: its alert. */
final class EngineAlert {

  private static final int MAXIMUM_STEPS = 4;

  private EngineAlert() {}

  /** Takes the bytes; empty where there are none. */
  static ByteBuffer of(SSLEngine engine) {
    ByteBuffer alert = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
    try {
      for (int i = 0; i < MAXIMUM_STEPS && !engine.isOutboundDone(); i++) {
        if (engine.wrap(ByteBuffer.allocate(0), alert).bytesProduced() == 0) {
          break;
        }
      }
    } catch (SSLException e) {
      // then it has nothing to say
    }
    alert.flip();
    return alert;
  }
}
