/*
 * tests/unit/test_vocab_payer_names.c - the names people and directories use
 *
 * Every state's programme names, carriers, Medicaid plans that share a
 * carrier's brand, and public programmes that are no insurance at all.
 */
#include <stdio.h>
#include <string.h>

#include "waypost/vocab.h"

#include "support/test.h"

struct row {
    const char *name, *state, *code; /* code NULL: unclear without a state */
};

static int load(void **state)
{
    struct wp_vocab *vocab = NULL;

    if (wp_vocab_create(&vocab, NULL) != WP_OK) {
        return -1;
    }
    *state = vocab;
    return 0;
}

static int unload(void **state)
{
    wp_vocab_destroy(*state);
    return 0;
}

/* Every wrong row is printed, so that one run shows them all. */
static void check_rows(const struct wp_vocab *vocab, const struct row *rows,
                       size_t count)
{
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++) {
        bool ambiguous = false;
        const struct wp_payer *payer = wp_vocab_payer(
            vocab, wp_vocab_payer_by_name(vocab, rows[i].name, rows[i].state,
                                          &ambiguous));
        const char *got = payer ? payer->code : NULL;
        const bool right = rows[i].code ? got && strcmp(got, rows[i].code) == 0
                                        : got == NULL && ambiguous;
        if (!right) {
            print_error("'%s' in %s is %s, not %s\n", rows[i].name,
                        rows[i].state ? rows[i].state : "-",
                        got         ? got
                        : ambiguous ? "unclear"
                                    : "nothing",
                        rows[i].code ? rows[i].code : "unclear");
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(vocab, rows) \
    check_rows(vocab, rows, sizeof(rows) / sizeof((rows)[0]))

static void every_state_calls_medicaid_by_its_own_name(void **state)
{
    static const struct row rows[] = {
        {"Alabama Medicaid", NULL, "medicaid:AL"},
        {"DenaliCare", NULL, "medicaid:AK"},
        {"AHCCCS", NULL, "medicaid:AZ"},
        {"access", "AZ", "medicaid:AZ"},
        {"ALTCS", NULL, "medicaid:AZ"},
        {"DDD/ALTCS", NULL, "medicaid:AZ"},
        {"Arkansas Medicaid", NULL, "medicaid:AR"},
        {"ARHOME", NULL, "medicaid:AR"},
        {"PASSE", "AR", "medicaid:AR"},
        {"Medi-Cal", NULL, "medicaid:CA"},
        {"CalAIM", NULL, "medicaid:CA"},
        {"county specialty mental health", "CA", "medicaid:CA"},
        {"Health First Colorado", NULL, "medicaid:CO"},
        {"RAE", "CO", "medicaid:CO"},
        {"HUSKY A", NULL, "medicaid:CT"},
        {"HUSKY C", NULL, "medicaid:CT"},
        {"HUSKY D", NULL, "medicaid:CT"},
        {"Diamond State Health Plan", NULL, "medicaid:DE"},
        {"DMMA", NULL, "medicaid:DE"},
        {"DC Medicaid", NULL, "medicaid:DC"},
        {"DC Healthcare Alliance", NULL, "medicaid:DC"},
        {"Immigrant Children's Program", NULL, "medicaid:DC"},
        {"ICP", "DC", "medicaid:DC"},
        {"Florida Medicaid", NULL, "medicaid:FL"},
        {"SMMC", NULL, "medicaid:FL"},
        {"MMA", "FL", "medicaid:FL"},
        {"LTC", "FL", "medicaid:FL"},
        {"Georgia Medicaid", NULL, "medicaid:GA"},
        {"Georgia Families", NULL, "medicaid:GA"},
        {"Planning for Healthy Babies", NULL, "medicaid:GA"},
        {"Pathways to Coverage", NULL, "medicaid:GA"},
        {"Med-QUEST", NULL, "medicaid:HI"},
        {"QUEST Integration", NULL, "medicaid:HI"},
        {"Idaho Medicaid", NULL, "medicaid:ID"},
        {"Idaho Health Plan", NULL, "medicaid:ID"},
        {"HealthChoice Illinois", NULL, "medicaid:IL"},
        {"Medical Card", "IL", "medicaid:IL"},
        {"ACA Adult", NULL, "medicaid:IL"},
        {"YouthCare", "IL", "medicaid:IL"},
        {"Hoosier Healthwise", NULL, "medicaid:IN"},
        {"HIP 2.0", NULL, "medicaid:IN"},
        {"Hoosier Care Connect", NULL, "medicaid:IN"},
        {"PathWays for Aging", "IN", "medicaid:IN"},
        {"Iowa Health Link", NULL, "medicaid:IA"},
        {"IHAWP", NULL, "medicaid:IA"},
        {"KanCare", NULL, "medicaid:KS"},
        {"Kentucky Medicaid", NULL, "medicaid:KY"},
        {"kynect benefits", NULL, "medicaid:KY"},
        {"Healthy Louisiana", NULL, "medicaid:LA"},
        {"Bayou Health", NULL, "medicaid:LA"},
        {"MaineCare", NULL, "medicaid:ME"},
        {"Maryland Medical Assistance", NULL, "medicaid:MD"},
        {"HealthChoice", "MD", "medicaid:MD"},
        {"MassHealth", NULL, "medicaid:MA"},
        {"MassHealth Standard", NULL, "medicaid:MA"},
        {"MassHealth CarePlus", NULL, "medicaid:MA"},
        {"CommonHealth", NULL, "medicaid:MA"},
        {"MassHealth Limited", NULL, "medicaid:MA"},
        {"Michigan Medicaid", NULL, "medicaid:MI"},
        {"Healthy Michigan Plan", NULL, "medicaid:MI"},
        {"Medical Assistance", "MN", "medicaid:MN"},
        {"MA", "MN", "medicaid:MN"},
        {"Mississippi Medicaid", NULL, "medicaid:MS"},
        {"MississippiCAN", NULL, "medicaid:MS"},
        {"MO HealthNet", NULL, "medicaid:MO"},
        {"Montana Medicaid", NULL, "medicaid:MT"},
        {"HELP Plan", "MT", "medicaid:MT"},
        {"Nebraska Medicaid", NULL, "medicaid:NE"},
        {"Heritage Health", NULL, "medicaid:NE"},
        {"Nevada Medicaid", NULL, "medicaid:NV"},
        {"NH Medicaid", NULL, "medicaid:NH"},
        {"Granite Advantage", NULL, "medicaid:NH"},
        {"Well Sense", "NH", "mco:nh_wellsense"},
        {"NJ FamilyCare", NULL, "medicaid:NJ"},
        {"Turquoise Care", NULL, "medicaid:NM"},
        {"Centennial Care", NULL, "medicaid:NM"},
        {"NY Medicaid", NULL, "medicaid:NY"},
        {"HARP", "NY", "medicaid:NY"},
        {"MLTC", "NY", "medicaid:NY"},
        {"NC Medicaid Managed Care", NULL, "medicaid:NC"},
        {"Tailored Plan", "NC", "medicaid:NC"},
        {"North Dakota Medicaid", NULL, "medicaid:ND"},
        {"Ohio Medicaid", NULL, "medicaid:OH"},
        {"MyCare Ohio", NULL, "medicaid:OH"},
        {"OhioRISE", NULL, "medicaid:OH"},
        {"SoonerCare", NULL, "medicaid:OK"},
        {"SoonerSelect", NULL, "medicaid:OK"},
        {"Oregon Health Plan", NULL, "medicaid:OR"},
        {"OHP", NULL, "medicaid:OR"},
        {"CCO", "OR", "medicaid:OR"},
        {"Medical Assistance", "PA", "medicaid:PA"},
        {"MA", "PA", "medicaid:PA"},
        {"HealthChoices", "PA", "medicaid:PA"},
        {"Community HealthChoices", NULL, "medicaid:PA"},
        {"RIte Care", NULL, "medicaid:RI"},
        {"Rhody Health Partners", NULL, "medicaid:RI"},
        {"RIte Share", NULL, "medicaid:RI"},
        {"Healthy Connections", "SC", "medicaid:SC"},
        {"Healthy Connections Choices", NULL, "medicaid:SC"},
        {"South Dakota Medicaid", NULL, "medicaid:SD"},
        {"TennCare", NULL, "medicaid:TN"},
        {"CHOICES", "TN", "medicaid:TN"},
        {"ECF CHOICES", NULL, "medicaid:TN"},
        {"TennCare Select", NULL, "mco:tn_select"},
        {"Texas Medicaid", NULL, "medicaid:TX"},
        {"STAR", "TX", "medicaid:TX"},
        {"STAR+PLUS", NULL, "medicaid:TX"},
        {"STAR Kids", NULL, "medicaid:TX"},
        {"STAR Health", "TX", "medicaid:TX"},
        {"Utah Medicaid", NULL, "medicaid:UT"},
        {"Green Mountain Care", NULL, "medicaid:VT"},
        {"Cardinal Care", NULL, "medicaid:VA"},
        {"Apple Health", NULL, "medicaid:WA"},
        {"Mountain Health Trust", NULL, "medicaid:WV"},
        {"Mountain Health Promise", NULL, "medicaid:WV"},
        {"BadgerCare Plus", NULL, "medicaid:WI"},
        {"ForwardHealth", NULL, "medicaid:WI"},
        {"Family Care", "WI", "medicaid:WI"},
        {"Wyoming Medicaid", NULL, "medicaid:WY"},
        {"EqualityCare", NULL, "medicaid:WY"},
        {"Plan Vital", NULL, "medicaid:PR"},
        {"Mi Salud", "PR", "medicaid:PR"},
        {"La Reforma", NULL, "medicaid:PR"},
        {"Medicaid", "GU", "medicaid:GU"},
        {"Medicaid", "VI", "medicaid:VI"},
        {"Medicaid", "AS", "medicaid:AS"},
        {"Medicaid", "MP", "medicaid:MP"},
    };

    CHECK(*state, rows);
}

static void every_state_calls_chip_by_its_own_name(void **state)
{
    static const struct row rows[] = {
        {"ALL Kids", "AL", "chip:AL"},
        {"Denali KidCare", NULL, "chip:AK"},
        {"KidsCare", NULL, "chip:AZ"},
        {"ARKids First A/B", NULL, "chip:AR"},
        {"ARKids First A", NULL, "chip:AR"},
        {"Healthy Families", "CA", "chip:CA"},
        {"CHP+", "CO", "chip:CO"},
        {"HUSKY B", NULL, "chip:CT"},
        {"Delaware Healthy Children Program", NULL, "chip:DE"},
        {"DC Healthy Families", NULL, "chip:DC"},
        {"Florida KidCare", NULL, "chip:FL"},
        {"MediKids", NULL, "chip:FL"},
        {"Healthy Kids", "FL", "chip:FL"},
        {"CMS Plan", "FL", "chip:FL"},
        {"PeachCare for Kids", NULL, "chip:GA"},
        {"Idaho CHIP", NULL, "chip:ID"},
        {"All Kids", "IL", "chip:IL"},
        {"Hoosier Healthwise Package C", NULL, "chip:IN"},
        {"Hawki", NULL, "chip:IA"},
        {"KanCare CHIP", NULL, "chip:KS"},
        {"HealthWave", NULL, "chip:KS"},
        {"KCHIP", NULL, "chip:KY"},
        {"LaCHIP", NULL, "chip:LA"},
        {"Cub Care", NULL, "chip:ME"},
        {"MCHP", NULL, "chip:MD"},
        {"MCHP Premium", NULL, "chip:MD"},
        {"Children's Medical Security Plan", NULL, "chip:MA"},
        {"MIChild", NULL, "chip:MI"},
        {"Mississippi CHIP", NULL, "chip:MS"},
        {"MO HealthNet for Kids", NULL, "chip:MO"},
        {"Healthy Montana Kids", NULL, "chip:MT"},
        {"Kids Connection", "NE", "chip:NE"},
        {"Nevada Check Up", NULL, "chip:NV"},
        {"Healthy Kids", "NH", "chip:NH"},
        {"NJ FamilyCare B", NULL, "chip:NJ"},
        {"New MexiKids", NULL, "chip:NM"},
        {"Child Health Plus", NULL, "chip:NY"},
        {"NC Health Choice", NULL, "chip:NC"},
        {"Healthy Steps", "ND", "chip:ND"},
        {"Healthy Start", "OH", "chip:OH"},
        {"PA CHIP", NULL, "chip:PA"},
        {"Partners for Healthy Children", NULL, "chip:SC"},
        {"SD CHIP", NULL, "chip:SD"},
        {"CoverKids", NULL, "chip:TN"},
        {"Texas CHIP", NULL, "chip:TX"},
        {"Utah CHIP", NULL, "chip:UT"},
        {"Dr. Dynasaur", NULL, "chip:VT"},
        {"FAMIS", NULL, "chip:VA"},
        {"FAMIS MOMS", NULL, "chip:VA"},
        {"Apple Health for Kids", NULL, "chip:WA"},
        {"WVCHIP", NULL, "chip:WV"},
        {"Kid Care CHIP", NULL, "chip:WY"},
        {"CHIP", "PR", "chip:PR"},
        {"CHIP", "HI", "chip:HI"},
        {"CHIP", NULL, NULL},
        {"All Kids", NULL, NULL},
    };

    CHECK(*state, rows);
}

static void basic_health_programs_are_not_medicaid(void **state)
{
    static const struct row rows[] = {
        {"MinnesotaCare", NULL, "bhp:MN"},
        {"Essential Plan", NULL, "bhp:NY"},
        {"OHP Bridge", NULL, "bhp:OR"},
    };

    CHECK(*state, rows);
}

static void a_word_with_several_meanings_waits_for_the_state(void **state)
{
    static const struct row rows[] = {
        {"MA", NULL, NULL},
        {"Medical Card", NULL, NULL},
        {"Medical Card", "WV", "medicaid:WV"},
        {"Medical Card", "KY", "medicaid:KY"},
        {"Medical Card", "PA", "medicaid:PA"},
        {"Healthy Connections", NULL, NULL},
        {"Access", NULL, NULL},
        {"Access", "PA", "medicaid:PA"},
        {"Medical Assistance", NULL, NULL},
        {"Medical Assistance", "MD", "medicaid:MD"},
        /* Beside a product's letters it is Medicare Advantage anywhere. */
        {"MA HMO", NULL, "medicare_advantage_hmo"},
        {"MA PPO", "MN", "medicare_advantage"},
        {"MA-PD", NULL, "medicare_advantage"},
        {"MA (Part C)", "PA", "medicare_advantage"},
        {"MA D-SNP", "PA", "dual_dsnp"},
    };

    CHECK(*state, rows);
}

static void a_carrier_is_known_by_its_other_names(void **state)
{
    static const struct row rows[] = {
        {"UnitedHealthcare", NULL, "carrier:uhc"},
        {"UHC", NULL, "carrier:uhc"},
        {"United", NULL, "carrier:uhc"},
        {"Optum", NULL, "carrier:optum"},
        {"Elevance", NULL, "carrier:elevance"},
        {"Anthem", NULL, "carrier:anthem"},
        {"Carelon", NULL, "carrier:carelon"},
        {"Beacon Health Options", NULL, "carrier:carelon"},
        {"BCBS", NULL, "carrier:bcbs"},
        {"Blue Cross & Blue Shield", NULL, "carrier:bcbs"},
        {"Blue Cross/Blue Shield", NULL, "carrier:bcbs"},
        {"BlueCross BlueShield", NULL, "carrier:bcbs"},
        {"Blue Shield of California", NULL, "carrier:bscalifornia"},
        {"Anthem Blue Cross", NULL, "carrier:anthem"},
        {"Highmark", NULL, "carrier:highmark"},
        {"Horizon Blue Cross Blue Shield of New Jersey", NULL,
         "carrier:horizon"},
        {"Regence", NULL, "carrier:regence"},
        {"Premera", NULL, "carrier:premera"},
        {"CareFirst", NULL, "carrier:carefirst"},
        {"Florida Blue", NULL, "carrier:floridablue"},
        {"Empire BlueCross", NULL, "carrier:anthem"},
        {"Aetna", NULL, "carrier:aetna"},
        {"Coventry", NULL, "carrier:aetna"},
        {"Cigna", NULL, "carrier:cigna"},
        {"Evernorth", NULL, "carrier:cigna"},
        {"HealthSpring", NULL, "carrier:healthspring"},
        {"Humana", NULL, "carrier:humana"},
        {"Centene", NULL, "carrier:centene"},
        {"Ambetter", NULL, "carrier:ambetter"},
        {"WellCare", NULL, "carrier:wellcare"},
        {"Health Net", NULL, "carrier:health_net"},
        {"Molina", NULL, "carrier:molina"},
        {"Kaiser Permanente", NULL, "carrier:kaiser"},
        {"KP", NULL, "carrier:kaiser"},
        {"CareSource", NULL, "carrier:caresource"},
        {"Healthfirst", NULL, "carrier:healthfirst"},
        {"EmblemHealth", NULL, "carrier:emblem"},
        {"GHI", NULL, "carrier:emblem"},
        {"HIP", "NY", "carrier:emblem"},
        {"Oscar", NULL, "carrier:oscar"},
        {"Bright Health", NULL, "carrier:bright"},
        {"Geisinger", NULL, "carrier:geisinger"},
        {"Priority Health", NULL, "carrier:priority_health"},
        {"HAP", "MI", "carrier:hap"},
        {"Medica", NULL, "carrier:medica"},
        {"HealthPartners", NULL, "carrier:healthpartners"},
        {"UCare", NULL, "carrier:ucare"},
        {"Harvard Pilgrim", NULL, "carrier:harvard_pilgrim"},
        {"Point32Health", NULL, "carrier:harvard_pilgrim"},
        {"Tufts Health Plan", NULL, "carrier:tufts"},
        {"WellSense", NULL, "carrier:wellsense"},
        {"Magellan", NULL, "carrier:magellan"},
        {"ComPsych", NULL, "carrier:compsych"},
        {"MultiPlan", NULL, "carrier:phcs"},
        {"PHCS", NULL, "carrier:phcs"},
        {"Aetna\xc2\xae", NULL, "carrier:aetna"},
        {"Ambetter\xe2\x84\xa2 from Sunshine Health", NULL, "carrier:ambetter"},
        {"AHCCCS\xe2\x84\xa2", NULL, "medicaid:AZ"},
        {"U.H.C.", NULL, "carrier:uhc"},
        {"Cigna (PPO, EPO)", NULL, "carrier:cigna"},
    };

    CHECK(*state, rows);
}

static void a_medicaid_plan_is_kept_apart_from_its_brand(void **state)
{
    static const struct row rows[] = {
        {"UHC Community Plan", NULL, "mco:uhc_community"},
        {"UnitedHealthcare Community Plan", NULL, "mco:uhc_community"},
        {"AmeriChoice", NULL, "mco:uhc_community"},
        {"Amerigroup", NULL, "mco:amerigroup"},
        {"Wellpoint Medicaid", NULL, "mco:amerigroup"},
        {"Aetna Better Health", NULL, "mco:aetna_better_health"},
        {"Aetna Better Health of Kentucky", NULL, "mco:aetna_better_health"},
        {"Horizon NJ Health", NULL, "mco:nj_horizon"},
        {"Blue Cross Complete", NULL, "mco:mi_bcc"},
        {"Healthy Blue", NULL, "mco:healthy_blue"},
        {"Simply Healthcare", NULL, "mco:fl_simply"},
        {"Simply", "FL", "mco:fl_simply"},
        {"Keystone First", NULL, "mco:pa_keystone_first"},
        {"AmeriHealth Caritas", NULL, "mco:amerihealth_caritas"},
        {"Humana Healthy Horizons", NULL, "mco:humana_medicaid"},
        {"Anthem Medicaid", NULL, "mco:anthem_medicaid"},
        {"Molina Medicaid", NULL, "mco:molina_medicaid"},
        {"Molina Healthcare of Washington", NULL, "mco:wa_molina"},
        {"Peach State", NULL, "mco:ga_peach_state"},
        {"Superior HealthPlan", NULL, "mco:tx_superior"},
        {"Sunshine Health", NULL, "mco:fl_sunshine"},
        {"Absolute Total Care", NULL, "mco:sc_absolute"},
        {"Buckeye Health Plan", NULL, "mco:oh_buckeye"},
        {"Meridian Health Plan", NULL, "mco:meridian"},
        {"Fidelis", NULL, "mco:ny_fidelis"},
        {"MetroPlus", NULL, "mco:ny_metroplus"},
        {"L.A. Care", NULL, "mco:ca_la_care"},
        {"IEHP", NULL, "mco:ca_iehp"},
        {"Inland Empire Health Plan", NULL, "mco:ca_iehp"},
        {"UPMC for You", NULL, "mco:pa_upmc_for_you"},
        {"Neighborhood Health Plan of Rhode Island", NULL, "mco:ri_nhpri"},
        {"CareSource Medicaid", NULL, "mco:caresource_medicaid"},
        {"Cigna Medicaid", NULL, "medicaid"},
        {"Priority Health Choice", NULL, "mco:mi_priority_choice"},
        /* the same words, another thing */
        {"Molina Marketplace", NULL, "carrier:molina"},
        {"Ambetter from Superior HealthPlan", "TX", "carrier:ambetter"},
        {"Health First Health Plans", "FL", "carrier:health_first_fl"},
        {"Humana Military", NULL, "tricare"},
        {"Aetna Medicare", NULL, "medicare_advantage"},
        {"Humana Medicare Advantage", NULL, "medicare_advantage"},
        {"UnitedHealthcare Dual Complete", NULL, "dual_dsnp"},
    };

    CHECK(*state, rows);
}

static void public_programs_are_what_they_are(void **state)
{
    static const struct row rows[] = {
        {"TRICARE", NULL, "tricare"},
        {"Tricare Prime", NULL, "tricare_prime"},
        {"TRICARE Select", NULL, "tricare_select"},
        {"TRICARE For Life", NULL, "tricare_for_life"},
        {"TRICARE Reserve Select", NULL, "tricare_reserve"},
        {"TRICARE Young Adult", NULL, "tricare_young_adult"},
        {"CHAMPVA", NULL, "champva"},
        {"VA Community Care", NULL, "va_community_care"},
        /* runs both a TRICARE region and the VA's community care */
        {"TriWest", NULL, NULL},
        {"VA benefits", NULL, "va"},
        {"Indian Health Service", NULL, "ihs"},
        {"IHS", NULL, "ihs"},
        {"Tribal 638", NULL, "ihs_tribal"},
        {"Urban Indian Health", NULL, "ihs_urban"},
        {"FEHB", NULL, "fehb"},
        {"workers' comp", NULL, "workers_comp"},
        {"Worker\xe2\x80\x99s Compensation", NULL, "workers_comp"},
        {"auto no-fault", NULL, "auto"},
        {"crime victim compensation", NULL, "victim_comp"},
        {"Ryan White", NULL, "ryan_white"},
        {"ADAP", NULL, "adap"},
        {"Title X", NULL, "title_x"},
        {"BCCEDP", NULL, "bccedp"},
        {"Title V", NULL, "title_v"},
        {"CSHCN", NULL, "title_v"},
        {"PACE program", NULL, "pace"},
        {"Medicare", NULL, "medicare"},
        {"Medicare Part A", NULL, "medicare_a"},
        {"Medicare Part B", NULL, "medicare_b"},
        {"Medicare Part D", NULL, "medicare_d"},
        {"Medicare Part C", NULL, "medicare_advantage"},
        {"Medigap", NULL, "medicare_supplement"},
        {"HRSN", NULL, "hrsn_waiver"},
        {"Emergency Medicaid", NULL, "medicaid_emergency"},
        {"Emergency Medicaid", "AZ", "medicaid_emergency"},
        {"Refugee Medical Assistance", NULL, "refugee_medical"},
        {"Refugee Medical Assistance", "MN", "refugee_medical"},
        {"sliding fee scale", NULL, "sliding_fee"},
        {"charity care", NULL, "charity_care"},
        {"501(r)", NULL, "charity_care"},
        {"discount card", NULL, "discount_card"},
        {"GoodRx", NULL, "discount_card"},
        {"health share ministry", NULL, "health_share"},
        {"Medi-Share", NULL, "health_share"},
        {"D-SNP", NULL, "dual_dsnp"},
        {"dual eligible", NULL, "dual"},
        {"Medicare/Medicaid", NULL, "dual"},
        {"Medicaid pending", NULL, "medicaid_pending"},
        {"most insurance", NULL, "private"},
        {"uninsured", NULL, "uninsured"},
    };

    CHECK(*state, rows);
}

/* A discount card or a health share must never look like cover. */
static void what_is_not_insurance_is_not_under_insurance(void **state)
{
    static const char *const codes[] = {
        "discount_card", "health_share", "benefit_tender:snap",
        "benefit_tender:wic", "benefit_tender:ebt"};
    const struct wp_vocab *vocab = *state;

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        const struct wp_payer *row =
            wp_vocab_payer(vocab, wp_vocab_payer_by_code(vocab, codes[i]));
        assert_non_null(row);
        assert_string_not_equal(row->kind, "private");
        while (row->parent >= 0) {
            row = wp_vocab_payer(vocab, row->parent);
            assert_string_not_equal(row->kind, "private");
        }
    }
}

static void champva_is_not_tricare(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_payer *row =
        wp_vocab_payer(vocab, wp_vocab_payer_by_code(vocab, "champva"));

    assert_non_null(row);
    assert_int_equal(row->parent, -1);
    assert_string_not_equal(row->kind, "tricare");
}

/* ---- every code of the systems records come in -------------------------- */

static void take_one(const struct wp_vocab *vocab, int payer, const char *code)
{
    if (!wp_vocab_payer(vocab, payer)) {
        print_error("no payer for %s\n", code);
    }
    assert_non_null(wp_vocab_payer(vocab, payer));
}

/* The dictionary's own lines are read where the team's files are. */
static void every_samhsa_pay_code_is_one_payer(void **state)
{
    const struct wp_vocab *vocab = *state;
    static const char *const names[] = {
        "../shared/data/samhsa/service_code_key_2022.csv",
        "../shared/data/samhsa/service_codes_2022-05.csv"};
    char line[4096];
    size_t codes = 0;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        FILE *file = fopen(names[i], "r");
        while (file && fgets(line, sizeof(line), file)) {
            const char *at = strstr(line, "PAY,Payment/");
            at = at ? at : strstr(line, "PYAS,Payment ");
            if (!at || at > line + 3) {
                continue;
            }
            at = strchr(strchr(at, ',') + 1, ',') + 1;
            char code[16] = "";
            const size_t size = strcspn(at, ",");
            assert_in_range(size, 1, sizeof(code) - 1);
            memcpy(code, at, size);
            take_one(vocab, wp_vocab_payer_by_samhsa(vocab, code), code);
            codes++;
        }
        if (file) {
            fclose(file);
        }
    }
    if (codes == 0) {
        print_message("skipped: the SAMHSA code keys are not here\n");
        skip();
    }
    assert_in_range(codes, 40, 100);
}

static void every_plan_net_product_is_one_payer(void **state)
{
    const struct wp_vocab *vocab = *state;
    static const char *const codes[] = {
        "commppo", "commhdhp", "commpos", "commhmo", "commepo", "medi",
        "medihmo", "mediadv", "mediadvhmo", "media", "medib", "medid", "mediab",
        "qhp", "ihs", "fep", "tri", "va", "dent", "denthmo", "vis", "vishmo",
        /* not of the list, but in published files */
        "medicare"};

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        take_one(vocab, wp_vocab_payer_by_plan_net(vocab, codes[i]), codes[i]);
    }
    assert_int_equal(wp_vocab_payer_by_plan_net(vocab, "platinum"), -1);
}

static void every_hsds_1_payment_is_one_payer(void **state)
{
    const struct wp_vocab *vocab = *state;
    static const char *const words[] = {
        "cash", "check", "money order", "credit card", "medicare",   "SNAP",
        "WIC",  "EBT",   "Cash",        "Check",       "Credit Card"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        take_one(vocab, wp_vocab_payer_by_hsds1(vocab, words[i]), words[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_calls_medicaid_by_its_own_name),
        cmocka_unit_test(every_state_calls_chip_by_its_own_name),
        cmocka_unit_test(basic_health_programs_are_not_medicaid),
        cmocka_unit_test(a_word_with_several_meanings_waits_for_the_state),
        cmocka_unit_test(a_carrier_is_known_by_its_other_names),
        cmocka_unit_test(a_medicaid_plan_is_kept_apart_from_its_brand),
        cmocka_unit_test(public_programs_are_what_they_are),
        cmocka_unit_test(what_is_not_insurance_is_not_under_insurance),
        cmocka_unit_test(champva_is_not_tricare),
        cmocka_unit_test(every_samhsa_pay_code_is_one_payer),
        cmocka_unit_test(every_plan_net_product_is_one_payer),
        cmocka_unit_test(every_hsds_1_payment_is_one_payer),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
