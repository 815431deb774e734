"""The words of the glossary: English name, Urdu, Roman Urdu, meaning. The Urdu is not reviewed."""

from __future__ import annotations

from typing import Final

from compliance.text import N_

TERMS: Final[tuple[tuple[str, str, str, str], ...]] = (
    (
        N_("Accounting for tax deducted"),
        "منہا شدہ ٹیکس کا حساب",
        "minha shuda tax ka hisaab",
        N_("Counting what the bank or a client already took, so that it is not paid twice."),
    ),
    (
        N_("Active Taxpayers List"),
        "فعال ٹیکس دہندگان کی فہرست",
        "faal tax dehindgan ki fehrist",
        N_("The public list of people who filed their return. Whether a name is on it changes some rates."),
    ),
    (
        N_("Adjustable tax"),
        "قابلِ ایڈجسٹ ٹیکس",
        "qabil-e-adjust tax",
        N_("Tax that was taken in advance and is set against what is owed at the end of the year."),
    ),
    (
        N_("Advance tax"),
        "پیشگی ٹیکس",
        "peshgi tax",
        N_("Tax paid during the year, before the return is filed."),
    ),
    (
        N_("Balance to pay"),
        "واجب الادا باقی رقم",
        "wajib-ul-ada baqi raqam",
        N_("What is left to pay after everything that was taken or paid in advance."),
    ),
    (
        N_("Business income"),
        "کاروباری آمدنی",
        "karobari aamdani",
        N_("Income from one’s own work, not from a job."),
    ),
    (
        N_("Certificate of proceeds (PRC)"),
        "رقم وصولی کا سرٹیفکیٹ",
        "raqam wasooli ka certificate",
        N_(
            "The bank’s paper that money came from abroad, and for what. The bank issues it, not the "
            "tax office."
        ),
    ),
    (
        N_("Credit"),
        "منہائی یا کریڈٹ",
        "credit",
        N_("An amount that lowers the tax itself, not the income."),
    ),
    (
        N_("Due date"),
        "آخری تاریخ",
        "aakhri tareekh",
        N_("The last day for doing something without it being late."),
    ),
    (
        N_("Estimate"),
        "تخمینہ",
        "takhmeena",
        N_("A figure worked out from a rate or a guess because the true one is missing."),
    ),
    (
        N_("Exemption"),
        "استثنیٰ",
        "istisna",
        N_("A rule by which some income bears no tax at all."),
    ),
    (
        N_("Expenses"),
        "اخراجات",
        "akhraajaat",
        N_("What was spent for the work. Final tax takes no notice of it; the slabs do."),
    ),
    (
        N_("Export of services"),
        "خدمات کی برآمد",
        "khidmaat ki baramad",
        N_("Work done from Pakistan for a client abroad, paid in foreign currency."),
    ),
    (
        N_("Exporter’s foreign currency account"),
        "برآمد کنندہ کا غیر ملکی کرنسی اکاؤنٹ",
        "baramad kuninda ka ghair mulki currency account",
        N_("A bank account in which part of what clients paid may be kept in foreign currency."),
    ),
    (
        N_("Final tax"),
        "حتمی ٹیکس",
        "hatmi tax",
        N_(
            "A tax on the money received that settles the matter: no expenses, no slabs, and nothing "
            "more on that money."
        ),
    ),
    (
        N_("Foreign exchange"),
        "زرِ مبادلہ",
        "zar-e-mubadla",
        N_("Money of other countries, such as dollars."),
    ),
    (
        N_("Gross"),
        "کل رقم، کٹوتی سے پہلے",
        "kul raqam, katoti se pehle",
        N_("An amount before anything was taken from it."),
    ),
    (
        N_("Home remittance"),
        "گھریلو ترسیلِ زر",
        "gharelu tarseel-e-zar",
        N_(
            "Money that people abroad send to their families. Payment for work is something else, "
            "even where a bank books it so."
        ),
    ),
    (
        N_("Income Tax Ordinance"),
        "انکم ٹیکس آرڈیننس",
        "Income Tax Ordinance",
        N_("The law of 2001 by which income is taxed, changed every year by a Finance Act."),
    ),
    (
        N_("IT-enabled services"),
        "آئی ٹی پر مبنی خدمات",
        "IT par mabni khidmaat",
        N_("Services done by means of computers, such as data entry or call centres, as the law lists them."),
    ),
    (
        N_("Limit"),
        "حد",
        "had",
        N_("The amount up to which a rule applies."),
    ),
    (
        N_("Marginal rate"),
        "اضافی آمدنی پر شرح",
        "izafi aamdani par sharah",
        N_("The part of the next rupee of income that goes to tax."),
    ),
    (
        N_("Minimum tax"),
        "کم از کم ٹیکس",
        "kam az kam tax",
        N_("A tax that is owed even where the slabs would give less."),
    ),
    (
        N_("National tax number (NTN)"),
        "قومی ٹیکس نمبر",
        "qaumi tax number",
        N_(
            "The number under which the tax office knows a person; for people with an identity card, "
            "the card’s number."
        ),
    ),
    (
        N_("Net"),
        "خالص رقم، کٹوتی کے بعد",
        "khaalis raqam, katoti ke baad",
        N_("An amount after everything was taken from it."),
    ),
    (
        N_("Normal regime"),
        "عام ٹیکس نظام",
        "aam tax nizaam",
        N_("Tax at the slabs on income less expenses, for whatever final tax does not settle."),
    ),
    (
        N_("Over-deducted"),
        "زائد کٹوتی",
        "zaaid katoti",
        N_("Taken by the bank beyond what the law asks for."),
    ),
    (
        N_("Penalty"),
        "جرمانہ",
        "jurmana",
        N_("Money that the law asks for when a duty is not done, or done late."),
    ),
    (
        N_("Policy paper"),
        "پالیسی دستاویز",
        "policy dastaavez",
        N_("A text that says what is intended or published. It is not law."),
    ),
    (
        N_("PSEB certificate"),
        "پی ایس ای بی سرٹیفکیٹ",
        "PSEB certificate",
        N_(
            "The registration with the Pakistan Software Export Board that lowers the rate on "
            "exported IT work while it is in force."
        ),
    ),
    (
        N_("Purpose code"),
        "مقصد کوڈ",
        "maqsad code",
        N_("The number by which a bank says what a payment from abroad was for."),
    ),
    (
        N_("Receipt"),
        "وصول شدہ رقم",
        "wasool shuda raqam",
        N_("One payment that arrived, on its day."),
    ),
    (
        N_("Refund"),
        "رقم کی واپسی",
        "raqam ki wapsi",
        N_("Tax paid beyond what is owed, given back on request."),
    ),
    (
        N_("Resident"),
        "رہائشی",
        "rihaishi",
        N_("A person whose home for tax is Pakistan, mostly by the days spent here."),
    ),
    (
        N_("Retention"),
        "زرِ مبادلہ اپنے پاس رکھنا",
        "zar-e-mubadla apne paas rakhna",
        N_("Keeping a part of what clients paid in foreign currency instead of changing it into rupees."),
    ),
    (
        N_("Return"),
        "ٹیکس گوشوارہ",
        "tax goshwara",
        N_("The form in which a person tells the year’s income and tax."),
    ),
    (
        N_("Salary"),
        "تنخواہ",
        "tankhwah",
        N_("Pay from an employer."),
    ),
    (
        N_("Sales tax on services"),
        "خدمات پر سیلز ٹیکس",
        "khidmaat par sales tax",
        N_("A tax of the provinces on services, separate from income tax."),
    ),
    (
        N_("Slab"),
        "ٹیکس سلیب",
        "tax slab",
        N_("A band of income with a rate of its own."),
    ),
    (
        N_("Surcharge"),
        "اضافی چارج",
        "izafi charge",
        N_("A tax on the tax, above a high income."),
    ),
    (
        N_("Tax year"),
        "ٹیکس سال",
        "tax saal",
        N_("Twelve months from 1 July to 30 June, named after the year in which it ends."),
    ),
    (
        N_("Taxable income"),
        "قابلِ ٹیکس آمدنی",
        "qabil-e-tax aamdani",
        N_("What is left of the income to be taxed at the slabs."),
    ),
    (
        N_("Threshold"),
        "ابتدائی حد",
        "ibtidai had",
        N_("An amount beyond which something else begins to apply."),
    ),
    (
        N_("Unsettled"),
        "غیر طے شدہ",
        "ghair tay shuda",
        N_("What the law leaves open: two careful readers can come to two answers."),
    ),
    (
        N_("Wealth statement"),
        "ویلتھ اسٹیٹمنٹ، اثاثوں کا گوشوارہ",
        "asaason ka goshwara",
        N_("The list of what a person owns and owes on 30 June, filed with the return."),
    ),
    (
        N_("Withholding tax"),
        "ود ہولڈنگ ٹیکس",
        "withholding tax",
        N_("Tax that whoever pays takes out and hands to the state."),
    ),
)
