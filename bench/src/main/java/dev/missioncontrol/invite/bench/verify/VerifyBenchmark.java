package dev.missioncontrol.invite.bench.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.missioncontrol.invite.claim.keys.PublicKeys;
import dev.missioncontrol.invite.claim.token.TokenRules;
import dev.missioncontrol.invite.claim.token.Verification;
import dev.missioncontrol.invite.claim.token.VerifyingClaimToken;
import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Verifying a claim token, all of it, beside the one RSA operation in it as the JDK does
 * it.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class VerifyBenchmark {

	private static final String ISSUER = "https://claim.example.com";

	private static final String AUDIENCE = "https://missioncontrol.dev/claim";

	/** Bits of the key. */
	@Param({ "3072", "2048" })
	public int bits;

	private VerifyingClaimToken verifying;

	private String token;

	private Signature bare;

	private byte[] input;

	private byte[] signature;

	/**
	 * Makes a key and a token.
	 * @throws GeneralSecurityException never
	 * @throws JOSEException never
	 */
	@Setup
	public void prepare() throws GeneralSecurityException, JOSEException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(this.bits);
		KeyPair pair = generator.generateKeyPair();
		PublicKeys keys = PublicKeys.of(List.of((RSAPublicKey) pair.getPublic()));
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		this.verifying = new VerifyingClaimToken(new TokenRules(ISSUER, AUDIENCE, Duration.ZERO), () -> keys,
				InstantSource.system());
		this.token = sign(pair, keys.byId().keySet().iterator().next(), now);
		int dot = this.token.lastIndexOf('.');
		this.input = this.token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
		this.signature = Base64.getUrlDecoder().decode(this.token.substring(dot + 1));
		this.bare = Signature.getInstance("SHA256withRSA");
		this.bare.initVerify(pair.getPublic());
	}

	private static String sign(KeyPair pair, String keyId, Instant now) throws JOSEException {
		Invite invite = new Invite(InviteId.next(), 1, new EmailAddress("ada.lovelace@example.com"),
				new Organization("org_5f0c1d2e3b4a5968", "Analytical Engines Ltd."),
				new TreeSet<>(List.of(new Role("read"), new Role("write"))), "auth0|5f0c1d2e3b4a59687780", now,
				now.plus(Duration.ofHours(24)), null, new TreeMap<>());
		JWSObject jws = new JWSObject(
				new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(ClaimToken.TYPE))
					.keyID(keyId)
					.build(),
				new Payload(JSONObjectUtils.toJSONString(ClaimToken.of(invite, ISSUER, AUDIENCE).toClaims())));
		jws.sign(new RSASSASigner(pair.getPrivate()));
		return jws.serialize();
	}

	/**
	 * What a click costs.
	 * @return the claims
	 */
	@Benchmark
	public Verification ours() {
		Verification verification = this.verifying.verify(this.token);
		if (!(verification instanceof Verification.Valid)) {
			throw new IllegalStateException(verification.toString());
		}
		return verification;
	}

	/**
	 * The RSA operation and the hash alone.
	 * @return whether the signature is genuine
	 * @throws GeneralSecurityException never
	 */
	@Benchmark
	public boolean reference() throws GeneralSecurityException {
		this.bare.update(this.input);
		return this.bare.verify(this.signature);
	}

}
