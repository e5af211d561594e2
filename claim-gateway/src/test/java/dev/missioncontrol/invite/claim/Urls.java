package dev.missioncontrol.invite.claim;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import dev.missioncontrol.invite.claim.token.Mutations;

/**
 * Addresses that are not the link of the e-mail, most of them with a good token in them.
 */
final class Urls {

	private static final List<String> NAMES = List.of("Invite_Token", "INVITE_TOKEN", "invite_token[]",
			"invite_token[0]", "invite.token", "invite-token", "token", "%20invite_token", "invite_token%20",
			"+invite_token", "invite_token%00", "invite%5Ftoken", "%69nvite_token", "invite_toke%6e", "invite_token%3D",
			"", "a&b", "invite_token=invite_token", "x=1;invite_token", "%EF%BC%A9nvite_token");

	private static final List<String> PATHS = List.of("/claim/", "/%63laim", "/claim;a=b", "/./claim", "//claim",
			"/claim/../claim", "/CLAIM", "/claim%2f", "/claim%00", "/claim%20", "/cl%61im", "/claim.json", "/claim//",
			"/a/../claim", "/claim/callback", "/claim/retry", "/%2e/claim", "/claim%3f", "/claim\\", "/\u00e7laim");

	private static final List<String> AFTER = List.of("%", "%z", "%0", "%zz", "%00",
			"%0d%0aLocation:%20https://evil.example.com", "%20", "+", "%09", "#", "#x", ";", ";a=b", "&invite_token",
			"&invite_token=", "&invite_token=x", "&invite%5Ftoken=x", "&invite_token=%00", "%26invite_token=x", "?",
			"?invite_token=x", "%c0%ae", "%ff", "%e2%80%8b", "%EF%BB%BF", "=", "%3D", "&&invite_token", "{}", "|", "^",
			"`", "\"", "<script>", "\\", "%25", "%2500", "&invite_token%5B%5D=x&invite_token=", "\u00e9", ",", "'", "*",
			"!");

	private static final List<String> METHODS = List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "get");

	private static final List<String> BARE = List.of("/claim", "/claim?", "/claim?invite_token", "/claim?invite_token=",
			"/claim?invite_token&invite_token", "/claim?=", "/claim?&&", "/claim?invite_token=%", "/claim?%", "/claim#",
			"/?invite_token=x", "*", "/claim?invite_token=" + "x".repeat(7000), "/" + "claim/".repeat(900));

	private final List<String> good;

	private final Mutations mutations;

	Urls(List<String> good, Mutations mutations) {
		this.good = good;
		this.mutations = mutations;
	}

	/** A method and a request target, none of which is a link. */
	Target next(SplittableRandom random) {
		String token = one(random);
		String plain = "/claim?invite_token=" + token;
		String method = (random.nextInt(8) == 0) ? "HEAD" : "GET";
		return switch (random.nextInt(11)) {
			case 0, 1, 2 -> new Target(method, "/claim?invite_token=" + encoded(mutated(random)));
			case 3, 4 -> new Target(method, "/claim?invite_token=" + escaped(token, random));
			case 5 -> new Target(method, plain + AFTER.get(random.nextInt(AFTER.size())));
			case 6 -> new Target(method, "/claim?" + NAMES.get(random.nextInt(NAMES.size())) + "=" + token);
			case 7 -> new Target(method, PATHS.get(random.nextInt(PATHS.size())) + "?invite_token=" + token);
			case 8 -> new Target(method, twice(token, random));
			case 9 -> new Target(METHODS.get(random.nextInt(METHODS.size())), plain);
			default -> new Target(method, BARE.get(random.nextInt(BARE.size())));
		};
	}

	String one(SplittableRandom random) {
		return this.good.get(random.nextInt(this.good.size()));
	}

	private String mutated(SplittableRandom random) {
		String token = this.mutations.next(random);
		return this.mutations.isGood(token) ? token + "." : token;
	}

	/** Everything that an address may not hold as it is. */
	private static String encoded(String token) {
		return token.chars().allMatch((each) -> each > ' ' && each < 0x7f && each != '%' && each != '#' && each != '&')
				? token : URLEncoder.encode(token, StandardCharsets.UTF_8);
	}

	/** The same token for whoever decodes: at least one character is an escape. */
	private static String escaped(String token, SplittableRandom random) {
		StringBuilder escaped = new StringBuilder();
		int must = random.nextInt(token.length());
		int rate = 1 + random.nextInt(300);
		for (int i = 0; i < token.length(); i++) {
			char each = token.charAt(i);
			if (i == must || random.nextInt(rate) == 0) {
				String hex = Integer.toHexString(each);
				escaped.append('%').append(random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT));
			}
			else {
				escaped.append(each);
			}
		}
		return escaped.toString();
	}

	private String twice(String token, SplittableRandom random) {
		String name = random.nextBoolean() ? "invite_token" : "invite%5Ftoken";
		String other = switch (random.nextInt(4)) {
			case 0 -> token;
			case 1 -> escaped(token, random);
			case 2 -> encoded(mutated(random));
			default -> one(random);
		};
		String first = "invite_token=" + token;
		String second = name + "=" + other;
		return "/claim?" + (random.nextBoolean() ? first + "&" + second : second + "&a=b&" + first);
	}

	/**
	 * One request.
	 *
	 * @param method its method
	 * @param address its target, as it goes over the wire
	 */
	record Target(String method, String address) {
	}

}
