package example.stacks;

import io.ktor.network.selector.SelectorManager;
import io.ktor.network.selector.SelectorManagerKt;
import io.ktor.network.sockets.InetSocketAddress;
import io.ktor.network.sockets.Socket;
import io.ktor.network.sockets.TcpSocketBuilder;
import io.ktor.network.tls.TLSKt;
import java.net.URI;
import kotlin.Unit;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.Dispatchers;

/** Ktor's sockets with the TLS of its own, which its client on CIO uses too. */
final class Ktor {

  private Ktor() {}

  static String connect(URI target) throws InterruptedException {
    CoroutineContext context = Dispatchers.getIO();
    SelectorManager selector = SelectorManagerKt.SelectorManager(context);
    TcpSocketBuilder tcp = io.ktor.network.sockets.BuildersKt.aSocket(selector).tcp();
    InetSocketAddress peer = new InetSocketAddress(target.getHost(), target.getPort());
    Socket plain =
        (Socket)
            BuildersKt.runBlocking(
                context, (scope, then) -> tcp.connect(peer, options -> Unit.INSTANCE, then));
    Socket secure =
        (Socket)
            BuildersKt.runBlocking(
                context, (scope, then) -> TLSKt.tls(plain, context, tls -> Unit.INSTANCE, then));
    return secure.getClass().getName();
  }
}
