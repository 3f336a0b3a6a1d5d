import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Prints, a line each, PDF, profile, number of failed rules and the rules, divided by tabs. */
public class VerifyPdf {
    public static void main(String[] arguments) throws Exception {
        java.util.logging.Logger.getLogger("org.verapdf").setLevel(java.util.logging.Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        String ua = arguments[0];
        for (int i = 1; i < arguments.length; i++) {
            System.out.println(arguments[i] + "\tPDF/A-3a\t" + check(arguments[i], null));
            System.out.println(arguments[i] + "\tPDF/UA-1\t" + check(arguments[i], ua));
        }
    }

    private static String check(String pdf, String profilePath) {
        try (InputStream file = new FileInputStream(pdf)) {
            ValidationProfile profile = null;
            PDFAFlavour flavour = PDFAFlavour.PDFA_3_A;
            if (profilePath != null) {
                try (InputStream in = new FileInputStream(profilePath)) {
                    profile = Profiles.profileFromXml(in);
                }
                flavour = profile.getPDFAFlavour();
            }
            var foundry = Foundries.defaultInstance();
            try (var parser = foundry.createParser(file, flavour)) {
                var validator = profile != null
                        ? foundry.createValidator(profile, false)
                        : foundry.createValidator(flavour, false);
                var failed = new TreeMap<String, String>();
                for (TestAssertion test : validator.validate(parser).getTestAssertions()) {
                    if (test.getStatus() == TestAssertion.Status.FAILED) {
                        String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
                        failed.put(rule, rule + " " + test.getMessage().replace('\n', ' ').replace('\t', ' '));
                    }
                }
                return failed.size() + "\t" + String.join("\t", failed.values());
            }
        } catch (Throwable error) {
            return "1\tnot checked: " + error;
        }
    }
}
