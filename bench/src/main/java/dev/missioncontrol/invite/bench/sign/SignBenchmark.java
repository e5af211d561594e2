package dev.missioncontrol.invite.bench.sign;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.bench.load.Invites;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.token.keys.SigningKey;
import dev.missioncontrol.invite.token.signing.CryptoChoice;
import dev.missioncontrol.invite.token.signing.RsaCrypto;
import dev.missioncontrol.invite.token.signing.TokenSigner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The signer of token-worker: claims in, compact JWS out. All threads share it, as they
 * do in the service.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class SignBenchmark {

	private static final int BITS = 2048;

	private static final int INVITES = 1024;

	private List<ClaimToken> claims;

	private TokenSigner signer;

	/**
	 * Makes a key and claims.
	 * @throws GeneralSecurityException never
	 */
	@Setup
	public void prepare() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(BITS);
		SigningKey key = SigningKey.of((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
		this.signer = new TokenSigner(key, RsaCrypto.choose(CryptoChoice.CORRETTO));
		this.claims = IntStream.range(0, INVITES)
			.mapToObj((number) -> ClaimToken.of(Invites.invite(number), Services.ISSUER, Services.AUDIENCE))
			.toList();
	}

	/**
	 * Signs.
	 * @param next whose turn it is
	 * @return the token
	 */
	@Benchmark
	public String ours(Next next) {
		next.index = (next.index + 1) % INVITES;
		return this.signer.sign(this.claims.get(next.index));
	}

	/**
	 * What a thread signs next.
	 */
	@State(Scope.Thread)
	public static class Next {

		private int index;

	}

}
